package dev.tercet.embedded.internal.maintenance;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;

/** The service Maintenance. */
public final class MaintenanceService {
    public MaintenanceService(
            Apply apply, Store store, Headers headers, Identity identity, Guard guard, Quota quota, Limits limits) {}

    /** Adds its rows. */
    public void addTo(MethodTable methods) {}
}
