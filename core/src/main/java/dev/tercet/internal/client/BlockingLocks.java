package dev.tercet.internal.client;

import dev.tercet.Locks;
import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.lock.LockGrant;
import dev.tercet.spi.LockRpcs;

/** The lock service over the engine, for callers who wait. */
public final class BlockingLocks implements Locks {
    private final View view;
    private final LockKeys locks;

    /** {@code claims} is one for all locks and elections of a client. */
    public BlockingLocks(View view, Claims claims) {
        this.view = view;
        this.locks = new LockKeys(view, claims);
    }

    @Override
    public Locks with(CallOptions options) {
        return new BlockingLocks(view.with(options), locks.claims());
    }

    @Override
    public LockGrant lock(Bytes name, long lease) {
        return locks.lockAndWait(name, lease);
    }

    @Override
    public LockGrant lock(String name, long lease) {
        return lock(Given.text("name", name, view.charset()), lease);
    }

    @Override
    public Header unlock(Bytes key) {
        return view.calls().await(LockRpcs.UNLOCK, locks.unlocking(key), view.options());
    }
}
