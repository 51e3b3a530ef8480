package dev.tercet.embedded.internal.concurrency;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;

/** The service Lock. */
public final class LockService {
    public LockService(Apply apply, Store store, Headers headers, Lessor lessor, Guard guard) {}

    /** Adds its rows. */
    public void addTo(MethodTable methods) {}
}
