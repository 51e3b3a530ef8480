package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortOrder;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortTarget;
import dev.tercet.proto.etcdserverpb.RequestOp;

/** What is asked of a store to stand in a queue: locks and elections are keys below a name, one for each lease. */
final class Requests {
    private static final ByteString SLASH = ByteString.copyFromUtf8("/");
    private static final ByteString AFTER_SLASH = ByteString.copyFromUtf8("0");

    private Requests() {}

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
}
