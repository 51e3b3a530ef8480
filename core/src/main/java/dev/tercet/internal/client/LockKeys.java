package dev.tercet.internal.client;

import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.lock.LockGrant;
import dev.tercet.spi.LockRpcs;
import dev.tercet.spi.engine.Waiting;

/** What both views of the lock service do, with the namespace in its place. */
record LockKeys(View view, Claims claims) {
    Chain<LockGrant> lock(Bytes name, long lease) {
        Bytes whole = view.namespace().in(Given.name("name", name));
        LockRpcs.Acquire request = new LockRpcs.Acquire(whole, lease);
        return Acquisition.start(view, claims, LockRpcs.LOCK, request, whole, lease, LockGrant::key, this::shown);
    }

    private LockGrant shown(LockGrant grant, KeyValue found) {
        return view.namespace().out(grant).withRevision(found.createRevision());
    }

    LockGrant lockAndWait(Bytes name, long lease) {
        return Waiting.on("lock " + name, Outcome.UNKNOWN, () -> lock(name, lease));
    }

    LockRpcs.Release unlocking(Bytes key) {
        Bytes whole = view.namespace().in(Given.name("key", key));
        claims.release(whole);
        return new LockRpcs.Release(whole);
    }
}
