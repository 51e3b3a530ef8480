package dev.tercet.embedded.internal.kv;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortOrder;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortTarget;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.spi.StatusCode;
import java.util.List;

/** What is wrong with a request whatever the store has in it. */
final class RequestChecks {
    private RequestChecks() {}

    static void range(RangeRequest request) {
        if (request.getKey().isEmpty()) {
            throw EtcdErrors.KEY_IS_NOT_PROVIDED;
        }
        if (request.getSortOrder() == SortOrder.UNRECOGNIZED || request.getSortTarget() == SortTarget.UNRECOGNIZED) {
            throw EtcdErrors.INVALID_SORT_OPTION;
        }
    }

    static void rangeStream(RangeRequest request) {
        range(request);
        if (!Ranges.isInOrderOfKeys(request)) {
            throw notOnStreams("custom sort orders");
        }
        if (Ranges.isFiltered(request)) {
            throw notOnStreams("revision filters");
        }
    }

    private static EtcdError notOnStreams(String what) {
        return new EtcdError(StatusCode.UNIMPLEMENTED, "RangeStream does not support " + what);
    }

    static void put(PutRequest request) {
        if (request.getKey().isEmpty()) {
            throw EtcdErrors.KEY_IS_NOT_PROVIDED;
        }
        if (request.getIgnoreValue() && !request.getValue().isEmpty()) {
            throw EtcdErrors.VALUE_IS_PROVIDED;
        }
        if (request.getIgnoreLease() && request.getLease() != 0) {
            throw EtcdErrors.LEASE_IS_PROVIDED;
        }
    }

    static void deleteRange(DeleteRangeRequest request) {
        if (request.getKey().isEmpty()) {
            throw EtcdErrors.KEY_IS_NOT_PROVIDED;
        }
    }

    /** Checks a transaction, whose list of most operations leaves that many fewer for transactions in it. */
    static void txn(TxnRequest request, int maxOps) {
        int ops = Math.max(request.getCompareCount(), Math.max(request.getSuccessCount(), request.getFailureCount()));
        if (ops > maxOps) {
            throw EtcdErrors.TOO_MANY_OPERATIONS;
        }
        for (Compare compare : request.getCompareList()) {
            if (compare.getKey().isEmpty()) {
                throw EtcdErrors.KEY_IS_NOT_PROVIDED;
            }
        }
        operations(request.getSuccessList(), maxOps - ops);
        operations(request.getFailureList(), maxOps - ops);
    }

    private static void operations(List<RequestOp> operations, int maxOps) {
        for (RequestOp operation : operations) {
            switch (operation.getRequestCase()) {
                case REQUEST_RANGE -> range(operation.getRequestRange());
                case REQUEST_PUT -> put(operation.getRequestPut());
                case REQUEST_DELETE_RANGE -> deleteRange(operation.getRequestDeleteRange());
                case REQUEST_TXN -> txn(operation.getRequestTxn(), maxOps);
                case REQUEST_NOT_SET -> throw EtcdErrors.KEY_NOT_FOUND;
            }
        }
    }
}
