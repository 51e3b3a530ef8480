package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.v2.internal.time.V2Timer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The reads that a watch has under way, all of which end with it.
 *
 * <p>Threads: any.
 */
final class Errands {
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final V2Timer timer;
    private volatile boolean cancelled;

    Errands(V2Timer timer) {
        this.timer = timer;
    }

    /** Makes a read until it is answered. */
    @SuppressWarnings("CollectionUndefinedEquality") // A future is equal to itself alone, which is what is asked.
    <R> CompletableFuture<R> read(Supplier<CompletableFuture<R>> read) {
        CompletableFuture<R> patient = Patient.read(timer, read);
        underWay.add(patient);
        patient.whenComplete((value, failure) -> underWay.remove(patient));
        if (cancelled) {
            patient.cancel(true);
        }
        return patient;
    }

    /** Ends those that are under way, and each that comes later. */
    void cancel() {
        cancelled = true;
        underWay.forEach(read -> read.cancel(true));
    }
}
