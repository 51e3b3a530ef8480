package dev.tercet.cli.check;

import dev.tercet.AsyncKv;
import dev.tercet.cli.run.Interrupts;
import dev.tercet.cli.run.Waiting;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Put;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes keys, so many at the same time at most. The calling thread begins them; whichever thread ends one counts it. Ctrl-C ends it, once
 * those under way are done.
 */
final class Puts {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Waiting is never exact: so much of what it made late is caught up. */
    private static final long CAUGHT_UP = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private final AsyncKv kv;
    private final Interrupts interrupts;
    private final int clients;
    private final Supplier<Put> next;
    private final Bar bar;
    private final Semaphore slots;
    private final Times times = new Times();
    private final long start = System.nanoTime();

    Puts(AsyncKv kv, Interrupts interrupts, int clients, Supplier<Put> next, Bar bar) {
        this.kv = kv;
        this.interrupts = interrupts;
        this.clients = clients;
        this.next = next;
        this.bar = bar;
        this.slots = new Semaphore(clients);
        interrupts.takeOver();
    }

    /** At this rate, for so long. */
    Times during(int rate, long nanos) {
        long due = start;
        long step = SECOND / rate;
        while (!isStopped()) {
            long now = System.nanoTime();
            due = Math.max(due + step, now - CAUGHT_UP);
            if (due - now > 0) {
                interrupts.pause(Duration.ofNanos(due - now));
            }
            long gone = System.nanoTime() - start;
            bar.show((double) gone / nanos);
            if (gone >= nanos || !slot(nanos)) {
                break;
            }
            put();
        }
        return ended();
    }

    /** So many, as fast as they go. */
    Times all(int count) {
        for (int i = 0; i < count && slot(Long.MAX_VALUE); i++) {
            put();
            bar.show((double) i / count);
        }
        return ended();
    }

    private boolean isStopped() {
        return interrupts.isInterrupted() || Thread.currentThread().isInterrupted();
    }

    /** Waits until one more may be begun; false if it is over before. */
    private boolean slot(long nanos) {
        try {
            while (!isStopped() && System.nanoTime() - start < nanos) {
                if (slots.tryAcquire(LOOK, TimeUnit.NANOSECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void put() {
        long begun = System.nanoTime();
        kv.put(next.get()).whenComplete((done, failure) -> {
            if (failure == null) {
                times.done(System.nanoTime() - begun);
            } else {
                times.failed(why(failure));
            }
            slots.release();
        });
    }

    /** Not the message, which names the key and is never the same twice. */
    private static String why(Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        return cause instanceof EtcdException said ? said.code().toString() : cause.toString();
    }

    private Times ended() {
        // Every call has a deadline.
        slots.acquireUninterruptibly(clients);
        long nanos = System.nanoTime() - start;
        bar.end();
        return times.ended(nanos);
    }
}
