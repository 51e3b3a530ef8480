package dev.tercet.cli.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does a work so many times, so many at a time. Each of those begins the next when it is done, on whichever thread that is; there are no
 * threads of its own, and nothing is shared but counters.
 */
final class Load {
    private static final double SECOND = 1e9;

    private final Work work;
    private final BenchOptions options;
    private final CompletableFuture<?> stop;
    private final CallTally tally = new CallTally();
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger running;
    private final Set<CompletableFuture<Void>> pauses = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final long begun = System.nanoTime();

    private Load(Work work, BenchOptions options, CompletableFuture<?> stop) {
        this.work = work;
        this.options = options;
        this.stop = stop;
        this.running = new AtomicInteger(options.clients());
    }

    /** Does it, and waits until all is done, or until {@code stop} is done and so is what was under way. */
    static Result run(Work work, BenchOptions options, CompletableFuture<?> stop) {
        Load load = new Load(work, options, stop);
        for (int slot = 0; slot < options.clients(); slot++) {
            load.go(slot);
        }
        // Those that are not due yet have nothing to wait for any more.
        stop.thenRun(() -> load.pauses.forEach(pause -> pause.complete(null)));
        load.finished.join();
        return new Result(load.tally, System.nanoTime() - load.begun);
    }

    private void go(int slot) {
        while (true) {
            long number = next.getAndIncrement();
            if (number >= options.total() || stop.isDone()) {
                end();
                return;
            }
            long now = System.nanoTime();
            long due = options.rate() == 0 ? now : begun + (long) (number / options.rate() * SECOND);
            if (due > now) {
                pause(due - now, () -> {
                    if (stop.isDone()) {
                        end();
                    } else if (isDone(slot, number, due)) {
                        go(slot);
                    }
                });
                return;
            }
            if (!isDone(slot, number, due)) {
                return;
            }
        }
    }

    private void end() {
        if (running.decrementAndGet() == 0) {
            finished.complete(null);
        }
    }

    @SuppressWarnings("CollectionUndefinedEquality") // This very future, and no equal one.
    private void pause(long nanos, Runnable then) {
        CompletableFuture<Void> pause = new CompletableFuture<Void>().completeOnTimeout(null, nanos, NANOSECONDS);
        pauses.add(pause);
        pause.thenRunAsync(() -> {
            pauses.remove(pause);
            then.run();
        });
        if (stop.isDone()) {
            pause.complete(null);
        }
    }

    /** Does one; if it is not done at once, whoever completes it goes on. */
    private boolean isDone(int slot, long number, long due) {
        CompletableFuture<?> call;
        try {
            call = work.once(slot, number);
        } catch (RuntimeException e) {
            call = CompletableFuture.failedFuture(e);
        }
        if (call.isDone()) {
            count(call, due);
            return true;
        }
        CompletableFuture<?> sent = call;
        call.whenComplete((done, failure) -> {
            count(sent, due);
            go(slot);
        });
        return false;
    }

    private void count(CompletableFuture<?> call, long due) {
        long time = System.nanoTime() - due;
        call.whenComplete((done, failure) -> {
            if (failure == null) {
                tally.done(time);
            } else {
                tally.failed(failure);
            }
        });
    }

    /**
     * What it came to.
     *
     * @param tally the calls
     * @param nanos how long all of it took
     */
    record Result(CallTally tally, long nanos) {
        /** How many went well a second. */
        double rate() {
            return tally.times().count() / (nanos / SECOND);
        }
    }
}
