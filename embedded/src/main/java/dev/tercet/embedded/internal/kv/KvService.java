package dev.tercet.embedded.internal.kv;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.maintenance.Quota;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;

/** The service KV. */
public final class KvService {
    public KvService(
            Apply apply, Store store, Headers headers, Lessor lessor, Guard guard, Quota quota, Limits limits) {}

    /** Adds its rows. */
    public void addTo(MethodTable methods) {}

    /** Answers a range. */
    public RangeResponse range(RangeRequest request, Caller caller) {
        throw new UnsupportedOperationException();
    }

    /** Answers a transaction. */
    public TxnResponse txn(TxnRequest request, Caller caller) {
        throw new UnsupportedOperationException();
    }

    /** Answers a deletion. */
    public DeleteRangeResponse deleteRange(DeleteRangeRequest request, Caller caller) {
        throw new UnsupportedOperationException();
    }
}
