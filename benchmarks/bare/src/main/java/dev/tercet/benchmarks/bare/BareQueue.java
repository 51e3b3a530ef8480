package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.Data;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.mvccpb.KeyValue;

/** The queue that Go's client has, in bare calls: a key by the clock, the first by revision, and a delete if nobody was faster. */
final class BareQueue implements Recipe {
    private static final ByteString VALUE = UnsafeByteOperations.unsafeWrap(Data.value());

    private final KVGrpc.KVBlockingStub kv;
    private final String prefix;
    private final RangeRequest first;

    BareQueue(KVGrpc.KVBlockingStub kv, String name) {
        this.kv = kv;
        prefix = name + "/";
        first = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(prefix))
                .setRangeEnd(ByteString.copyFromUtf8(name + "0"))
                .setSortTarget(RangeRequest.SortTarget.MOD)
                .setSortOrder(RangeRequest.SortOrder.ASCEND)
                .setLimit(1)
                .build();
    }

    @Override
    public void once() {
        put();
        KeyValue item = kv.range(first).getKvs(0);
        if (!take(item) || item.getValue().size() != Data.VALUE_LENGTH) {
            throw new IllegalStateException("somebody else is at the queue");
        }
    }

    private void put() {
        ByteString key = ByteString.copyFromUtf8(prefix + System.nanoTime());
        TxnRequest unless = TxnRequest.newBuilder()
                .addCompare(Compare.newBuilder()
                        .setTarget(Compare.CompareTarget.VERSION)
                        .setKey(key)
                        .setVersion(0))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestPut(PutRequest.newBuilder().setKey(key).setValue(VALUE)))
                .build();
        if (!kv.txn(unless).getSucceeded()) {
            throw new IllegalStateException("two of the same nanosecond");
        }
    }

    private boolean take(KeyValue item) {
        TxnRequest claim = TxnRequest.newBuilder()
                .addCompare(Compare.newBuilder()
                        .setTarget(Compare.CompareTarget.MOD)
                        .setKey(item.getKey())
                        .setModRevision(item.getModRevision()))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(item.getKey())))
                .build();
        return kv.txn(claim).getSucceeded();
    }

    @Override
    public void end() {}
}
