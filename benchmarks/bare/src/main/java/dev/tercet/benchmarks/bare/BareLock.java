package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import dev.tercet.benchmarks.Holder;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * The lock that Go's client has, in bare calls: a transaction that puts a key of ours and reads the oldest one, a watch of the key
 * before ours while there is one, a read of our own key after a wait, and a delete.
 */
final class BareLock implements Holder {
    private final BareSession session;
    private final ByteString prefix;
    private final ByteString prefixEnd;
    private final ByteString key;
    private final TxnRequest claim;
    private @Nullable Deletions deletions;

    BareLock(BareSession session, String name) {
        this.session = session;
        prefix = ByteString.copyFromUtf8(name + "/");
        prefixEnd = ByteString.copyFromUtf8(name + "0");
        key = session.key(name);
        claim = TxnRequest.newBuilder()
                .addCompare(Compare.newBuilder()
                        .setTarget(Compare.CompareTarget.CREATE)
                        .setKey(key)
                        .setCreateRevision(0))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestPut(PutRequest.newBuilder().setKey(key).setLease(session.lease())))
                .addSuccess(oldest())
                .addFailure(RequestOp.newBuilder()
                        .setRequestRange(RangeRequest.newBuilder().setKey(key)))
                .addFailure(oldest())
                .build();
    }

    private RequestOp oldest() {
        return RequestOp.newBuilder()
                .setRequestRange(RangeRequest.newBuilder()
                        .setKey(prefix)
                        .setRangeEnd(prefixEnd)
                        .setSortTarget(RangeRequest.SortTarget.CREATE)
                        .setSortOrder(RangeRequest.SortOrder.ASCEND)
                        .setLimit(1))
                .build();
    }

    @Override
    public void release() {
        session.kv.deleteRange(DeleteRangeRequest.newBuilder().setKey(key).build());
    }

    @Override
    public void acquire() throws InterruptedException {
        TxnResponse claimed = session.kv.txn(claim);
        long mine = claimed.getSucceeded()
                ? claimed.getHeader().getRevision()
                : claimed.getResponses(0).getResponseRange().getKvs(0).getCreateRevision();
        KeyValue first = claimed.getResponses(1).getResponseRange().getKvs(0);
        if (first.getCreateRevision() == mine) {
            return;
        }
        RangeRequest before = RangeRequest.newBuilder()
                .setKey(prefix)
                .setRangeEnd(prefixEnd)
                .setSortTarget(RangeRequest.SortTarget.CREATE)
                .setSortOrder(RangeRequest.SortOrder.DESCEND)
                .setMaxCreateRevision(mine - 1)
                .setLimit(1)
                .build();
        for (RangeResponse last = session.kv.range(before); last.getKvsCount() > 0; last = session.kv.range(before)) {
            deletions().await(last.getKvs(0).getKey(), last.getHeader().getRevision());
        }
        if (session.kv.range(RangeRequest.newBuilder().setKey(key).build()).getKvsCount() == 0) {
            throw new IllegalStateException("the lease has gone");
        }
    }

    private Deletions deletions() {
        if (deletions == null) {
            deletions = new Deletions(session.channel);
        }
        return deletions;
    }

    @Override
    public void end() {
        if (deletions != null) {
            deletions.close();
        }
        session.close();
    }
}
