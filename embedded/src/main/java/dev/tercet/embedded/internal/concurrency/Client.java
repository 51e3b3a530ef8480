package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.lease.LeaseService;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
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

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (EtcdError error) {
            throw new EtcdError(StatusCode.UNKNOWN, error.text());
        }
    }
}
