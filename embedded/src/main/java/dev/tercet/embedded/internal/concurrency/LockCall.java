package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.LockResponse;
import org.jspecify.annotations.Nullable;

/** A call of Lock. A lease that holds the lock already has it again, and two that wait with one lease share a key. */
final class LockCall extends Turn<LockResponse> {
    private final LockRequest request;
    private ByteString key = ByteString.EMPTY;
    private long revision;

    LockCall(
            Apply apply,
            Waiters waiters,
            Client client,
            LockRequest request,
            Caller caller,
            Outcome<LockResponse> outcome) {
        super(apply, waiters, client, request.getName(), caller, outcome);
        this.request = request;
    }

    @Override
    @Nullable
    LockResponse queue() {
        long lease = client.session(request.getLease(), caller);
        key = Requests.key(request.getName(), lease);
        TxnRequest txn = TxnRequest.newBuilder()
                .addCompare(Requests.createdAt(key, 0))
                .addSuccess(Requests.put(key, ByteString.EMPTY, lease))
                .addSuccess(Requests.op(Requests.oldest(request.getName())))
                .addFailure(Requests.op(Requests.of(key)))
                .addFailure(Requests.op(Requests.oldest(request.getName())))
                .build();
        TxnResponse placed = client.txn(txn, caller);
        revision = placed.getSucceeded()
                ? placed.getHeader().getRevision()
                : placed.getResponses(0).getResponseRange().getKvs(0).getCreateRevision();
        RangeResponse owner = placed.getResponses(1).getResponseRange();
        return owner.getKvs(0).getCreateRevision() == revision ? locked(placed.getHeader()) : null;
    }

    @Override
    long revision() {
        return revision;
    }

    @Override
    LockResponse turn() {
        RangeResponse own = client.get(Requests.of(key), caller);
        if (own.getKvsCount() == 0) {
            throw EtcdErrors.SESSION_IS_EXPIRED;
        }
        return locked(own.getHeader());
    }

    @Override
    void leave() {
        // Without a token: where authentication is on, the key stays until its lease ends, as it does at etcd.
        try {
            client.delete(key, Client.NOBODY);
        } catch (EtcdError unheard) {
            // There is nobody left to tell.
        }
    }

    @Override
    void fail() {
        leave();
    }

    private LockResponse locked(ResponseHeader header) {
        return LockResponse.newBuilder().setHeader(header).setKey(key).build();
    }
}
