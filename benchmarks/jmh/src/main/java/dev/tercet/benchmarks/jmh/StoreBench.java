package dev.tercet.benchmarks.jmh;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.server.Server;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.Compare.CompareTarget;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The etcd in the same process, without a front: messages in, messages out. Requests are made beforehand. */
@State(Scope.Thread)
public class StoreBench {
    private static final int KEYS = 1_000;
    private static final int COMPACTED = 10_000;

    /** So many writes, and the history begins anew: it would fill the heap. */
    private static final int MOST_WRITES = 1 << 17;

    private final List<PutRequest> puts = new ArrayList<>();
    private final List<RangeRequest> gets = new ArrayList<>();
    private final List<TxnRequest> txns = new ArrayList<>();
    private final RangeRequest range100 =
            RangeRequest.newBuilder().setKey(bytes(200)).setRangeEnd(bytes(300)).build();
    private Table table = new Table();
    private int at;
    private int writes;

    public StoreBench() {
        for (int i = 0; i < KEYS; i++) {
            puts.add(put(i));
            gets.add(RangeRequest.newBuilder().setKey(bytes(i)).build());
            txns.add(txn(i));
        }
    }

    @Setup(Level.Iteration)
    public void begin() {
        table = new Table();
        writes = 0;
        puts.forEach(request -> table.ask(table.put, request));
    }

    @Benchmark
    public Object put() {
        count();
        return table.ask(table.put, puts.get(next()));
    }

    @Benchmark
    public Object get() {
        return table.ask(table.range, gets.get(next()));
    }

    @Benchmark
    public Object range100() {
        return table.ask(table.range, range100);
    }

    /** A compare that holds, a put and a read. */
    @Benchmark
    public Object txn() {
        count();
        TxnResponse reply = (TxnResponse) table.ask(table.txn, txns.get(next()));
        if (!reply.getSucceeded()) {
            throw new IllegalStateException("a key is not there");
        }
        return reply;
    }

    /** One of the puts of a history that is then compacted away, with its part of that. */
    @Benchmark
    @OperationsPerInvocation(COMPACTED)
    public Object putAndCompact() {
        for (int i = 0; i < COMPACTED; i++) {
            table.ask(table.put, puts.get(next()));
        }
        long revision = table.revision();
        return table.ask(
                table.compact,
                CompactionRequest.newBuilder().setRevision(revision).build());
    }

    private int next() {
        at = at + 1 == KEYS ? 0 : at + 1;
        return at;
    }

    private void count() {
        if (++writes == MOST_WRITES) {
            begin();
        }
    }

    private static ByteString bytes(int key) {
        return ByteString.copyFrom(Samples.key(key).toArray());
    }

    private static PutRequest put(int key) {
        return PutRequest.newBuilder()
                .setKey(bytes(key))
                .setValue(ByteString.copyFrom(Samples.value().toArray()))
                .build();
    }

    private static TxnRequest txn(int key) {
        return TxnRequest.newBuilder()
                .addCompare(Compare.newBuilder()
                        .setKey(bytes(key))
                        .setTarget(CompareTarget.VERSION)
                        .setResult(Compare.CompareResult.GREATER)
                        .setVersion(0))
                .addSuccess(RequestOp.newBuilder().setRequestPut(put(key)))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestRange(RangeRequest.newBuilder().setKey(bytes(key))))
                .build();
    }

    /** What a server can do, asked as a front does. */
    private static final class Table implements Outcome<Message> {
        private static final Caller ANYBODY = new Caller(null, false);

        private final MethodTable methods = new Server(
                        new Identity(1, 2, 3, "n", "3.7.3"),
                        Limits.DEFAULT,
                        new ManualTime(),
                        new ManualTime(),
                        Runnable::run)
                .methods();
        private final Method.Unary<Message, Message> put = row("Put");
        private final Method.Unary<Message, Message> range = row("Range");
        private final Method.Unary<Message, Message> txn = row("Txn");
        private final Method.Unary<Message, Message> compact = row("Compact");
        private @Nullable Message answer;

        @SuppressWarnings("unchecked")
        private Method.Unary<Message, Message> row(String name) {
            Method<?, ?> row = methods.find("etcdserverpb.KV/" + name);
            return (Method.Unary<Message, Message>) Objects.requireNonNull(row, name);
        }

        Message ask(Method.Unary<Message, Message> row, Message request) {
            answer = null;
            row.handler().handle(request, ANYBODY, this);
            return Objects.requireNonNull(answer, "the store answers at once");
        }

        long revision() {
            RangeRequest any = RangeRequest.newBuilder().setKey(bytes(0)).build();
            return ((RangeResponse) ask(range, any)).getHeader().getRevision();
        }

        @Override
        public void reply(Message reply) {
            answer = reply;
        }

        @Override
        public void refuse(EtcdError because) {
            throw because;
        }

        @Override
        public void lose() {
            throw new IllegalStateException("lost");
        }
    }
}
