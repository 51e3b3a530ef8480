package dev.tercet.embedded.internal.kv;

import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import java.util.Iterator;

/** What of a request cannot be done as things are. All of it is found before any of it is done. */
final class StateChecks {
    private final Store store;
    private final Lessor lessor;

    StateChecks(Store store, Lessor lessor) {
        this.store = store;
        this.lessor = lessor;
    }

    void put(PutRequest request) {
        if (request.getLease() != 0 && !lessor.exists(request.getLease())) {
            throw EtcdErrors.LEASE_NOT_FOUND;
        }
        if ((request.getIgnoreValue() || request.getIgnoreLease()) && store.get(request.getKey()) == null) {
            throw EtcdErrors.KEY_NOT_FOUND;
        }
    }

    /** Of a range alone, for which a negative revision is none. */
    void range(long revision) {
        if (revision > 0) {
            rangeWithin(revision);
        }
    }

    /** Of a range in a transaction, for which a negative revision is an old one. */
    private void rangeWithin(long revision) {
        if (revision > store.revision()) {
            throw EtcdErrors.FUTURE_REVISION;
        }
        if (revision != 0 && revision < store.compactRevision()) {
            throw EtcdErrors.COMPACTED;
        }
    }

    void compaction(long revision) {
        if (revision <= store.compactRevision()) {
            throw EtcdErrors.COMPACTED;
        }
        if (revision > store.revision()) {
            throw EtcdErrors.FUTURE_REVISION;
        }
    }

    void txn(Branch branch) {
        Iterator<Branch> nested = branch.nested().iterator();
        for (RequestOp operation : branch.operations()) {
            switch (operation.getRequestCase()) {
                case REQUEST_RANGE -> rangeWithin(operation.getRequestRange().getRevision());
                case REQUEST_PUT -> put(operation.getRequestPut());
                case REQUEST_TXN -> txn(nested.next());
                case REQUEST_DELETE_RANGE, REQUEST_NOT_SET -> {}
            }
        }
    }
}
