package dev.tercet.embedded.internal.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Asking;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.server.Server;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.List;

/** A server without fronts, and short words to ask it. */
final class Node {
    static final ByteString OPEN = ByteString.copyFrom(new byte[1]);

    final MethodTable methods;
    private final Asking kv;

    Node() {
        this(Limits.DEFAULT);
    }

    Node(Limits limits) {
        methods = new Server(
                        new Identity(11, 22, 33, "n", "3.7.3"),
                        limits,
                        new ManualTime(),
                        new ManualTime(),
                        Runnable::run)
                .methods();
        kv = asking("KV");
    }

    Asking asking(String service) {
        return new Asking(methods, "etcdserverpb." + service);
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    static PutRequest.Builder put(String key, String value) {
        return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value));
    }

    static RangeRequest.Builder get(String key) {
        return RangeRequest.newBuilder().setKey(bytes(key));
    }

    /** All from a key on. */
    static RangeRequest.Builder from(String key) {
        return get(key).setRangeEnd(OPEN);
    }

    static DeleteRangeRequest.Builder delete(String key) {
        return DeleteRangeRequest.newBuilder().setKey(bytes(key));
    }

    static RequestOp op(Message.Builder request) {
        return op(request.build());
    }

    static RequestOp op(Message request) {
        RequestOp.Builder op = RequestOp.newBuilder();
        if (request instanceof RangeRequest range) {
            op.setRequestRange(range);
        } else if (request instanceof PutRequest put) {
            op.setRequestPut(put);
        } else if (request instanceof DeleteRangeRequest delete) {
            op.setRequestDeleteRange(delete);
        } else {
            op.setRequestTxn((TxnRequest) request);
        }
        return op.build();
    }

    static TxnRequest txn(RequestOp... success) {
        return TxnRequest.newBuilder().addAllSuccess(List.of(success)).build();
    }

    PutResponse ask(PutRequest.Builder request) {
        return kv.ask("Put", request.build());
    }

    RangeResponse ask(RangeRequest.Builder request) {
        return kv.ask("Range", request.build());
    }

    DeleteRangeResponse ask(DeleteRangeRequest.Builder request) {
        return kv.ask("DeleteRange", request.build());
    }

    TxnResponse ask(TxnRequest request) {
        return kv.ask("Txn", request);
    }

    <R extends Message> R ask(String method, Message request, Caller caller) {
        return kv.ask(method, request, caller);
    }

    void compact(long revision) {
        kv.ask("Compact", CompactionRequest.newBuilder().setRevision(revision).build());
    }

    void lease(long id) {
        asking("Lease")
                .ask(
                        "LeaseGrant",
                        LeaseGrantRequest.newBuilder().setID(id).setTTL(60).build());
    }

    long revision() {
        return ask(get("any")).getHeader().getRevision();
    }

    /** That a request is refused, and changes nothing. */
    void refuses(Message request, EtcdError error) {
        long before = revision();
        String method = request.getDescriptorForType().getName().replace("Request", "");
        assertThatThrownBy(() -> kv.ask(method.equals("Compaction") ? "Compact" : method, request))
                .isSameAs(error);
        assertThat(revision()).isEqualTo(before);
    }

    void refuses(Message.Builder request, EtcdError error) {
        refuses(request.build(), error);
    }

    /** Keys and values in one line. */
    static String line(List<KeyValue> kvs) {
        StringBuilder line = new StringBuilder();
        for (KeyValue kv : kvs) {
            line.append(line.isEmpty() ? "" : " ")
                    .append(kv.getKey().toStringUtf8())
                    .append('=')
                    .append(kv.getValue().toStringUtf8());
        }
        return line.toString();
    }
}
