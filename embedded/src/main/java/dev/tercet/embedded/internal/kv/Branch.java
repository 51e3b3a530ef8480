package dev.tercet.embedded.internal.kv;

import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a transaction is to be done.
 *
 * @param succeeded whether it is the success branch
 * @param operations the branch
 * @param nested those chosen of the transactions among the operations, in their order
 */
record Branch(boolean succeeded, List<RequestOp> operations, List<Branch> nested) {
    /** Chooses by what is in the store before any of it is done, also for transactions within. */
    static Branch of(Store store, TxnRequest request) {
        boolean succeeded = Compares.hold(store, request.getCompareList());
        List<RequestOp> operations = succeeded ? request.getSuccessList() : request.getFailureList();
        List<Branch> nested = List.of();
        for (RequestOp operation : operations) {
            if (operation.hasRequestTxn()) {
                nested = nested.isEmpty() ? new ArrayList<>() : nested;
                nested.add(of(store, operation.getRequestTxn()));
            }
        }
        return new Branch(succeeded, operations, nested);
    }
}
