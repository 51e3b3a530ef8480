package dev.tercet.conformance.faults.embedded;

import dev.tercet.AsyncKv;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.lease.KeptLease;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.watch.WatchSignal;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where a worse client can be put in the place of ours, to see that it is found out. As it comes, ours. */
interface Doubles {
    /** Ours. */
    Doubles NONE = new Doubles() {};

    /** Makes a call. */
    default <R extends OpResult> CompletableFuture<R> send(AsyncKv kv, Op<R> op) {
        return kv.execute(op);
    }

    /** Who is told what a watch says. */
    default Consumer<WatchSignal> listener(Consumer<WatchSignal> told) {
        return told;
    }

    /** Whether a lock is held, as its holder believes. */
    default boolean isHeld(HeldLock lock) {
        return lock.isHeld();
    }

    /** A lock that somebody is about to ask for. */
    default Lock lock(Lock lock) {
        return lock;
    }

    /** A lease that was just granted. */
    default KeptLease lease(KeptLease lease) {
        return lease;
    }

    /** A cache that was just opened. */
    default Cache cache(Cache cache) {
        return cache;
    }
}
