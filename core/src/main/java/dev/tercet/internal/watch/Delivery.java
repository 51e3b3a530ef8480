package dev.tercet.internal.watch;

import dev.tercet.internal.delivery.InOrder;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes signals from a buffer to user code on the callback executor: one task at a time and many signals per task, so that a burst
 * costs one wake-up. After a while a task gives way to others and comes back.
 *
 * <p>Threads: {@link #wake()} may be called by any; {@link #drain(int)} runs on one at a time, each seeing what the one before did.
 */
abstract class Delivery {
    private static final int BATCH = 256;

    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int RUNNING_AND_WOKEN = 2;

    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final Executor callbacks;

    Delivery(Executor callbacks) {
        this.callbacks = callbacks;
    }

    /** There may be something to do. */
    final void wake() {
        if (state.getAndUpdate(now -> now == IDLE ? RUNNING : RUNNING_AND_WOKEN) == IDLE) {
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
        InOrder.execute(callbacks, this::run);
    }

    private void run() {
        do {
            if (drain(BATCH)) {
                submit();
                return;
            }
        } while (!state.compareAndSet(RUNNING, IDLE) && state.compareAndSet(RUNNING_AND_WOKEN, RUNNING));
    }
}
