package dev.tercet.embedded.internal.kv;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.maintenance.Quota;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Limits;

/** The service KV. */
public final class KvService {
    public KvService(
            Apply apply, Store store, Headers headers, Lessor lessor, Guard guard, Quota quota, Limits limits) {}

    /** Adds its rows. */
    public void addTo(MethodTable methods) {}
}
