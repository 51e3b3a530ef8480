package dev.tercet.embedded.internal.front.port;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.vitals.Metric;
import dev.tercet.embedded.internal.vitals.Vitals;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.LockResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something to serve, which does not need a store. A range answers with its own key, or does what the key says; a lock waits for
 * ever; a watch echoes the key of each creation.
 */
public final class SmallTable {
    /** What callers showed. */
    public final List<Caller> callers = new CopyOnWriteArrayList<>();

    /** What was cancelled. */
    public final AtomicInteger cancelled = new AtomicInteger();

    /** What waits. */
    public final AtomicInteger waiting = new AtomicInteger();

    /** How many messages came on watches. */
    public final AtomicInteger asked = new AtomicInteger();

    /** Those who may be spoken to on watches. */
    public final List<Outlet<WatchResponse>> watches = new CopyOnWriteArrayList<>();

    /** The size of each chunk of a snapshot that was sent so far. */
    public final List<Integer> chunks = new CopyOnWriteArrayList<>();

    /** How often a snapshot stopped sending, as its outlet took no more. */
    public final AtomicInteger stalls = new AtomicInteger();

    /** How many chunks a snapshot has. */
    public static final int CHUNKS = 256;

    private static final ByteString CHUNK = ByteString.copyFrom(new byte[32 * 1024]);

    /** How something is that does not exist. */
    public static Vitals vitals() {
        return new Vitals(0xab, "3.7.3", "3.7.0", "3.7.0", true, List.of(), Map.of(Metric.PUTS, 5L));
    }

    /** As a table. */
    public MethodTable table() {
        MethodTable table = new MethodTable();
        table.add(new Method.Unary<>(
                "etcdserverpb.KV",
                "Range",
                "/kv/range",
                RangeRequest.getDefaultInstance(),
                RangeResponse.getDefaultInstance(),
                this::range));
        table.add(new Method.Unary<>(
                "etcdserverpb.KV",
                "Put",
                "/kv/put",
                PutRequest.getDefaultInstance(),
                PutResponse.getDefaultInstance(),
                Handler.of((put, caller) -> PutResponse.newBuilder()
                        .setHeader(ResponseHeader.newBuilder()
                                .setRevision(put.getValue().size()))
                        .build())));
        table.add(new Method.Unary<>(
                "etcdserverpb.KV",
                "Txn",
                "/kv/txn",
                TxnRequest.getDefaultInstance(),
                TxnResponse.getDefaultInstance(),
                Handler.of((txn, caller) -> TxnResponse.getDefaultInstance())));
        table.add(new Method.Unary<>(
                "v3lockpb.Lock",
                "Lock",
                "/lock/lock",
                LockRequest.getDefaultInstance(),
                LockResponse.getDefaultInstance(),
                this::lock));
        table.add(new Method.Stream<>(
                "etcdserverpb.Watch",
                "Watch",
                "/watch",
                WatchRequest.getDefaultInstance(),
                WatchResponse.getDefaultInstance(),
                false,
                this::watch));
        table.add(new Method.Stream<>(
                "etcdserverpb.Lease",
                "LeaseKeepAlive",
                "/lease/keepalive",
                LeaseKeepAliveRequest.getDefaultInstance(),
                LeaseKeepAliveResponse.getDefaultInstance(),
                false,
                (caller, outlet) -> new KeepAlive(outlet)));
        table.add(new Method.Stream<>(
                "etcdserverpb.Maintenance",
                "Snapshot",
                "/maintenance/snapshot",
                SnapshotRequest.getDefaultInstance(),
                SnapshotResponse.getDefaultInstance(),
                true,
                (caller, outlet) -> new Snapshot(outlet)));
        return table;
    }

    private Waiting range(RangeRequest request, Caller caller, Outcome<RangeResponse> outcome) {
        callers.add(caller);
        switch (request.getKey().toStringUtf8()) {
            case "refused" -> throw EtcdErrors.FUTURE_REVISION;
            case "broken" -> throw new IllegalStateException("a mistake");
            case "lost" -> outcome.lose();
            default ->
                outcome.reply(RangeResponse.newBuilder()
                        .setHeader(ResponseHeader.newBuilder().setRevision(7))
                        .addKvs(KeyValue.newBuilder().setKey(request.getKey()))
                        .setCount(1)
                        .build());
        }
        return Waiting.NONE;
    }

    private Waiting lock(LockRequest request, Caller caller, Outcome<LockResponse> outcome) {
        waiting.incrementAndGet();
        return cancelled::incrementAndGet;
    }

    private Inlet<WatchRequest> watch(Caller caller, Outlet<WatchResponse> outlet) {
        callers.add(caller);
        if (caller.requireLeader()) {
            throw EtcdErrors.NO_LEADER;
        }
        watches.add(outlet);
        return new Inlet<>() {
            @Override
            public void message(WatchRequest message) {
                asked.incrementAndGet();
                String key = message.getCreateRequest().getKey().toStringUtf8();
                switch (key) {
                    case "refused" -> outlet.end(EtcdErrors.PERMISSION_DENIED);
                    case "broken" -> throw new IllegalStateException("a mistake");
                    case "lost" -> outlet.lose();
                    default ->
                        outlet.message(WatchResponse.newBuilder()
                                .setCreated(true)
                                .setCancelReason(key)
                                .build());
                }
            }

            @Override
            public void halfClose() {}

            @Override
            public void cancel() {
                cancelled.incrementAndGet();
            }

            @Override
            public void ready() {}
        };
    }

    private record KeepAlive(Outlet<LeaseKeepAliveResponse> outlet) implements Inlet<LeaseKeepAliveRequest> {
        @Override
        public void message(LeaseKeepAliveRequest message) {
            outlet.message(LeaseKeepAliveResponse.newBuilder()
                    .setID(message.getID())
                    .setTTL(5)
                    .build());
        }

        @Override
        public void halfClose() {
            outlet.end(null);
        }

        @Override
        public void cancel() {}

        @Override
        public void ready() {}
    }

    /** Sends while it may, as a polite service does. */
    private final class Snapshot implements Inlet<SnapshotRequest> {
        private final Outlet<SnapshotResponse> outlet;
        private boolean asked;
        private boolean done;

        private Snapshot(Outlet<SnapshotResponse> outlet) {
            this.outlet = outlet;
        }

        @Override
        public void message(SnapshotRequest message) {
            asked = true;
        }

        @Override
        public void halfClose() {
            ready();
        }

        @Override
        public void cancel() {
            done = true;
            cancelled.incrementAndGet();
        }

        @Override
        public void ready() {
            while (asked && !done && outlet.isReady()) {
                chunks.add(CHUNK.size());
                outlet.message(SnapshotResponse.newBuilder().setBlob(CHUNK).build());
                if (chunks.size() == CHUNKS) {
                    done = true;
                    outlet.end(null);
                }
            }
            if (asked && !done) {
                stalls.incrementAndGet();
            }
        }
    }
}
