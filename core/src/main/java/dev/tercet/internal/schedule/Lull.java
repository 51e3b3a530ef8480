package dev.tercet.internal.schedule;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A moment's pause of a thread that has done all there is to do, while so much comes that the next would wake it at once: to look
 * again after the pause costs one wake-up for all that has come by then, where the thread that brings it would pay for one each.
 * As a network card does with its interrupts, and for the same reason: what wakes a thread, and being woken, costs more than a
 * message of a hundred events.
 *
 * <p>When little comes there is no pause, so that nothing waits for its end.
 *
 * <p>Threads: one at a time, each seeing what the one before did.
 */
public final class Lull {
    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    /** How much must be expected of a pause to make it. */
    private static final int WORTHWHILE = 2;

    private long asked;

    Lull(long now) {
        asked = now;
    }

    /**
     * One for the threads of an executor, if they may pause: our own may, of which there are as many as wait. Those of an executor that
     * was given may be needed elsewhere, or be the I/O thread itself.
     */
    public static @Nullable Lull of(Executor executor) {
        return executor instanceof CallbackThreads ? new Lull(System.nanoTime()) : null;
    }

    /**
     * Pauses, if there is reason to.
     *
     * @param came how many came since the last time
     * @return whether it did
     */
    public boolean pause(int came) {
        if (!isDue(came, System.nanoTime())) {
            return false;
        }
        LockSupport.parkNanos(this, NANOS);
        return true;
    }

    /** Whether, going by how many came since this was last asked, enough will have come after a pause. */
    boolean isDue(int came, long now) {
        long since = now - asked;
        asked = now;
        return since * WORTHWHILE < came * NANOS;
    }
}
