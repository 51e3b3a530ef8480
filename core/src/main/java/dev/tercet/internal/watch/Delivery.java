package dev.tercet.internal.watch;

import dev.tercet.internal.delivery.InOrder;
import dev.tercet.internal.schedule.Lull;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes signals from a buffer to user code on the callback executor: one task at a time and many signals per task, so that a burst
 * costs one wake-up. After a while a task gives way to others and comes back; while much comes it stays for a {@link Lull}.
 *
 * <p>Threads: {@link #wake()} may be called by any; {@link #drain(int)} runs on one at a time, each seeing what the one before did.
 */
abstract class Delivery {
    private static final int BATCH = 256;

    /** How often it was woken since a task last found nothing to do; none is at it while this is zero. */
    private final AtomicInteger woken = new AtomicInteger();

    private final Executor callbacks;
    private final Runnable task = this::run;
    private final @Nullable Lull lull;

    /** With a lull or without: one whose own doings wake it does not know how much comes. */
    Delivery(Executor callbacks, @Nullable Lull lull) {
        this.callbacks = callbacks;
        this.lull = lull;
    }

    /** There may be something to do. */
    final void wake() {
        if (woken.getAndIncrement() == 0) {
            submit();
        }
    }

    /**
     * Does it.
     *
     * @param atMost how many signals to take
     * @return whether there may be more
     */
    abstract boolean drain(int atMost);

    private void submit() {
        InOrder.execute(callbacks, task);
    }

    private void run() {
        int seen;
        do {
            seen = woken.get();
            if (drain(BATCH)) {
                submit();
                return;
            }
            if (lull != null) {
                // What comes meanwhile wakes nobody, since this is not done yet.
                lull.pause(seen);
            }
        } while (woken.addAndGet(-seen) > 0);
    }
}
