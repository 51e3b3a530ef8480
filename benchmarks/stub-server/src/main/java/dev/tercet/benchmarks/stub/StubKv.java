package dev.tercet.benchmarks.stub;

import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import io.grpc.stub.StreamObserver;

/** Puts succeed, a get of one key finds one, a range finds the keys of the range row. */
final class StubKv extends KVGrpc.KVImplBase {
    private static final TxnResponse TXN = TxnResponse.newBuilder()
            .setHeader(Replies.HEADER)
            .setSucceeded(true)
            .build();

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> caller) {
        Replies.answer(caller, Replies.PUT);
    }

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> caller) {
        int keys = request.getRangeEnd().isEmpty()
                ? 0
                : Data.rangeKeys(request.getKey().toByteArray());
        Replies.answer(caller, keys == 0 ? Replies.ONE_KEY : Replies.range(keys));
    }

    @Override
    public void txn(TxnRequest request, StreamObserver<TxnResponse> caller) {
        Replies.answer(caller, TXN);
    }
}
