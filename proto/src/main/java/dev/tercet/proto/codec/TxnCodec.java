package dev.tercet.proto.codec;

import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.proto.etcdserverpb.Compare.CompareResult;
import dev.tercet.proto.etcdserverpb.Compare.CompareTarget;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.ResponseOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import java.util.ArrayList;
import java.util.List;

/** Transactions, which nest. */
public final class TxnCodec {
    /** For an operation of a kind that we could not have sent; its place must be kept all the same. */
    static final OpResult NONE = new GetResult(Header.NONE, List.of(), false, 0);

    private TxnCodec() {}

    public static TxnRequest encode(Txn txn) {
        TxnRequest.Builder request = TxnRequest.newBuilder();
        for (Compare compare : txn.compares()) {
            request.addCompare(encode(compare));
        }
        for (Op<?> op : txn.thens()) {
            request.addSuccess(encode(op));
        }
        for (Op<?> op : txn.elses()) {
            request.addFailure(encode(op));
        }
        return request.build();
    }

    private static RequestOp encode(Op<?> op) {
        RequestOp.Builder request = RequestOp.newBuilder();
        if (op instanceof Get get) {
            request.setRequestRange(KvRequests.encode(get));
        } else if (op instanceof Put put) {
            request.setRequestPut(KvRequests.encode(put));
        } else if (op instanceof Delete delete) {
            request.setRequestDeleteRange(KvRequests.encode(delete));
        } else if (op instanceof Txn nested) {
            request.setRequestTxn(encode(nested));
        }
        return request.build();
    }

    private static dev.tercet.proto.etcdserverpb.Compare encode(Compare compare) {
        dev.tercet.proto.etcdserverpb.Compare.Builder request = dev.tercet.proto.etcdserverpb.Compare.newBuilder()
                .setKey(BytesCodec.encode(compare.range().key()))
                .setRangeEnd(BytesCodec.encode(compare.range().end()))
                .setResult(encode(compare.relation()));
        switch (compare.target()) {
            case VERSION -> request.setTarget(CompareTarget.VERSION).setVersion(compare.number());
            case CREATE_REVISION -> request.setTarget(CompareTarget.CREATE).setCreateRevision(compare.number());
            case MOD_REVISION -> request.setTarget(CompareTarget.MOD).setModRevision(compare.number());
            case VALUE -> request.setTarget(CompareTarget.VALUE).setValue(BytesCodec.encode(compare.value()));
            case LEASE -> request.setTarget(CompareTarget.LEASE).setLease(compare.number());
        }
        return request.build();
    }

    private static CompareResult encode(Compare.Relation relation) {
        return switch (relation) {
            case EQUAL -> CompareResult.EQUAL;
            case GREATER -> CompareResult.GREATER;
            case LESS -> CompareResult.LESS;
            case NOT_EQUAL -> CompareResult.NOT_EQUAL;
        };
    }

    public static TxnResult decode(TxnResponse reply) {
        List<OpResult> results = new ArrayList<>(reply.getResponsesCount());
        for (ResponseOp response : reply.getResponsesList()) {
            results.add(decode(response));
        }
        return new TxnResult(HeaderCodec.decode(reply.getHeader()), reply.getSucceeded(), List.copyOf(results));
    }

    private static OpResult decode(ResponseOp response) {
        return switch (response.getResponseCase()) {
            case RESPONSE_RANGE -> KvReplies.decode(response.getResponseRange());
            case RESPONSE_PUT -> KvReplies.decode(response.getResponsePut());
            case RESPONSE_DELETE_RANGE -> KvReplies.decode(response.getResponseDeleteRange());
            case RESPONSE_TXN -> decode(response.getResponseTxn());
            case RESPONSE_NOT_SET -> NONE;
        };
    }
}
