package dev.tercet.conformance.recipes;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.barrier.DoubleBarrier;
import dev.tercet.recipes.election.Election;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.MultiLock;
import dev.tercet.recipes.lock.Semaphore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one may have to wait for, whatever the recipe is called.
 *
 * @param get waits for it for as long as it takes, and tells how to give it back
 * @param timed waits for it so long at most
 * @param async waits for it without blocking
 */
record Place(Supplier<Had> get, Function<Duration, Had> timed, Supplier<? extends CompletableFuture<?>> async) {
    /** What one has, to be given back. */
    interface Had extends AutoCloseable {
        @Override
        void close();
    }

    static Place of(Lock lock) {
        return new Place(() -> lock.acquire()::close, atMost -> lock.acquire(atMost)::close, lock::acquireAsync);
    }

    static Place of(Semaphore semaphore) {
        return new Place(
                () -> semaphore.acquire()::close, atMost -> semaphore.acquire(atMost)::close, semaphore::acquireAsync);
    }

    static Place of(MultiLock locks) {
        return new Place(() -> locks.acquire()::close, atMost -> locks.acquire(atMost)::close, locks::acquireAsync);
    }

    static Place of(Election election, String value) {
        return new Place(
                () -> election.campaign(value)::close,
                atMost -> election.campaign(value, atMost)::close,
                () -> election.campaignAsync(Bytes.of(value)));
    }

    static Place of(DoubleBarrier barrier) {
        return new Place(
                () -> {
                    barrier.enter();
                    return barrier::leave;
                },
                atMost -> {
                    barrier.enter(atMost);
                    return barrier::leave;
                },
                barrier::enterAsync);
    }

    /** Nothing that would keep anybody waiting. */
    static Place none() {
        return new Place(() -> () -> {}, atMost -> () -> {}, () -> CompletableFuture.completedFuture(null));
    }
}
