package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.lease.LeaseService;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortOrder;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortTarget;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.spi.StatusCode;
import java.util.function.Supplier;

/**
 * The client that etcd's lock and election services are, of the very server that they are part of: it calls in the name of its own
 * caller, so that permissions, quota and limits hold for locks as for anything else.
 *
 * <p>What it is refused keeps its words on the way to the caller but loses its code: etcd passes its client's errors on as they are,
 * and gRPC knows no code for them.
 */
final class Client {
    /** Who cleans up after a caller that is gone: nobody in particular, since its token went with it. */
    static final Caller NOBODY = new Caller(null, false);

    private static final ByteString SLASH = ByteString.copyFromUtf8("/");
    private static final ByteString AFTER_SLASH = ByteString.copyFromUtf8("0");
    private static final long SESSION_TTL = 60;

    private final KvCalls kv;
    private final LeaseService leases;

    Client(KvCalls kv, LeaseService leases) {
        this.kv = kv;
        this.leases = leases;
    }

    /** The lease that a call is to use: the given one, or for 0 a new one that nobody keeps alive. */
    long session(long lease, Caller caller) {
        if (lease != 0) {
            return lease;
        }
        LeaseGrantRequest request =
                LeaseGrantRequest.newBuilder().setTTL(SESSION_TTL).build();
        return asked(() -> leases.grant(request, caller)).getID();
    }

    TxnResponse txn(TxnRequest request, Caller caller) {
        return asked(() -> kv.txn().to(request, caller));
    }

    RangeResponse get(RangeRequest request, Caller caller) {
        return asked(() -> kv.range().to(request, caller));
    }

    ResponseHeader delete(ByteString key, Caller caller) {
        DeleteRangeRequest request = DeleteRangeRequest.newBuilder().setKey(key).build();
        return asked(() -> kv.deleteRange().to(request, caller)).getHeader();
    }

    /** The keys of a queue. */
    static KeyInterval queue(ByteString name) {
        return new KeyInterval(name.concat(SLASH), name.concat(AFTER_SLASH));
    }

    /** The key of a lease in a queue. The lease is in hexadecimal, with a sign if it is negative. */
    static ByteString key(ByteString name, long lease) {
        return name.concat(SLASH).concat(ByteString.copyFromUtf8(Long.toString(lease, 16)));
    }

    /** For the key in a queue that was created first. */
    static RangeRequest oldest(ByteString name) {
        return below(name, SortOrder.ASCEND).build();
    }

    /** For the key in a queue that was created last, but before a revision. */
    static RangeRequest lastBefore(ByteString name, long revision) {
        return below(name, SortOrder.DESCEND).setMaxCreateRevision(revision - 1).build();
    }

    private static RangeRequest.Builder below(ByteString name, SortOrder order) {
        KeyInterval queue = queue(name);
        return RangeRequest.newBuilder()
                .setKey(queue.key())
                .setRangeEnd(queue.end())
                .setSortTarget(SortTarget.CREATE)
                .setSortOrder(order)
                .setLimit(1);
    }

    static Compare createdAt(ByteString key, long revision) {
        return Compare.newBuilder()
                .setKey(key)
                .setTarget(Compare.CompareTarget.CREATE)
                .setResult(Compare.CompareResult.EQUAL)
                .setCreateRevision(revision)
                .build();
    }

    static RangeRequest of(ByteString key) {
        return RangeRequest.newBuilder().setKey(key).build();
    }

    static RequestOp op(RangeRequest range) {
        return RequestOp.newBuilder().setRequestRange(range).build();
    }

    static RequestOp put(ByteString key, ByteString value, long lease) {
        return RequestOp.newBuilder()
                .setRequestPut(
                        PutRequest.newBuilder().setKey(key).setValue(value).setLease(lease))
                .build();
    }

    static RequestOp deletion(ByteString key) {
        return RequestOp.newBuilder()
                .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(key))
                .build();
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (EtcdError error) {
            throw new EtcdError(StatusCode.UNKNOWN, error.text());
        }
    }
}
