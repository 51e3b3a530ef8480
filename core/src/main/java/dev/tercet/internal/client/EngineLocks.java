package dev.tercet.internal.client;

import dev.tercet.AsyncLocks;
import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.lock.LockGrant;
import dev.tercet.spi.LockRpcs;
import java.util.concurrent.CompletableFuture;

/** The lock service over the engine. */
public final class EngineLocks implements AsyncLocks {
    private final View view;
    private final LockKeys locks;

    /** {@code claims} is one for all locks and elections of a client. */
    public EngineLocks(View view, Claims claims) {
        this.view = view;
        this.locks = new LockKeys(view, claims);
    }

    @Override
    public AsyncLocks with(CallOptions options) {
        return new EngineLocks(view.with(options), locks.claims());
    }

    @Override
    public CompletableFuture<LockGrant> lock(Bytes name, long lease) {
        return Delivered.on(view.callbacks(), locks.lock(name, lease), grant -> unlock(grant.key()));
    }

    @Override
    public CompletableFuture<LockGrant> lock(String name, long lease) {
        return lock(Given.text("name", name, view.charset()), lease);
    }

    @Override
    public CompletableFuture<Header> unlock(Bytes key) {
        return view.call(LockRpcs.UNLOCK, locks.unlocking(key), view.options());
    }
}
