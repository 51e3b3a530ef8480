package dev.tercet.cli.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Does a work so many times, so many at a time. Each of those begins the next when it is done, on whichever thread that is; there are no
 * threads of its own, and nothing is shared but counters.
 */
final class Load {
    private static final double SECOND = 1e9;

    private final Work work;
    private final BenchOptions options;
    private final BooleanSupplier stopped;
    private final Tally tally = new Tally();
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger running;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final long begun = System.nanoTime();

    private Load(Work work, BenchOptions options, BooleanSupplier stopped) {
        this.work = work;
        this.options = options;
        this.stopped = stopped;
        this.running = new AtomicInteger(options.clients());
    }

    /** Does it, and waits until all is done, or until it is stopped and what was under way is done. */
    static Result run(Work work, BenchOptions options, BooleanSupplier stopped) {
        Load load = new Load(work, options, stopped);
        for (int slot = 0; slot < options.clients(); slot++) {
            load.go(slot);
        }
        load.finished.join();
        return new Result(load.tally, System.nanoTime() - load.begun);
    }

    private void go(int slot) {
        while (true) {
            long number = next.getAndIncrement();
            if (number >= options.total() || stopped.getAsBoolean()) {
                if (running.decrementAndGet() == 0) {
                    finished.complete(null);
                }
                return;
            }
            long now = System.nanoTime();
            long due = options.rate() == 0 ? now : begun + (long) (number / options.rate() * SECOND);
            if (due > now) {
                CompletableFuture.delayedExecutor(due - now, TimeUnit.NANOSECONDS)
                        .execute(() -> {
                            if (isDone(slot, number, due)) {
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
    record Result(Tally tally, long nanos) {
        /** How many went well a second. */
        double rate() {
            return tally.times().count() / (nanos / SECOND);
        }
    }
}
