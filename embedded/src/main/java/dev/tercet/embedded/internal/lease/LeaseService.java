package dev.tercet.embedded.internal.lease;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.maintenance.Quota;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;

/** The service Lease. */
public final class LeaseService {
    public LeaseService(Apply apply, Store store, Headers headers, Lessor lessor, Guard guard, Quota quota) {}

    /** Adds its rows. */
    public void addTo(MethodTable methods) {}
}
