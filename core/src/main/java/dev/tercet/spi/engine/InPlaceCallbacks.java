package dev.tercet.spi.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks that a thread runs which also brings results: it must not wait for one, and every blocking form asks here first.
 *
 * <p>What a callback brings about while it runs, on the same thread, runs after it and not inside it, so that a chain of calls that
 * are answered at once, as without a wire, is no tower of frames if it begins in a callback. Elsewhere nobody would come back for it.
 *
 * <p>Threads: each that runs a callback has a queue of its own for as long; nothing is shared.
 *
 * @since 0.1
 */
public final class InPlaceCallbacks {
    /** What is to run after the callback that this thread is running. Only while it is: threads outlive class loaders. */
    private static final ThreadLocal<Queue<Runnable>> LATER = new ThreadLocal<>();

    private InPlaceCallbacks() {}

    /** Whether this thread is running such a callback. */
    public static boolean isRunning() {
        return LATER.get() != null;
    }

    /**
     * Refuses to wait in such a callback.
     *
     * @param what what is asked, in words
     * @throws IllegalStateException if this thread is running one
     */
    public static void refuseToWait(Object what) {
        if (isRunning()) {
            throw new IllegalStateException(
                    what + ": not begun, since it would wait on the thread that brings the answer:"
                            + " in a callback on the I/O thread, call the asynchronous view");
        }
    }

    /**
     * Runs a callback on this thread: now, or after the one that this thread is running.
     *
     * @param callback what is to run
     * @param how runs one, and throws nothing
     */
    public static void run(Runnable callback, Consumer<Runnable> how) {
        Queue<Runnable> later = LATER.get();
        if (later != null) {
            later.add(callback);
            return;
        }
        later = new ArrayDeque<>(0);
        LATER.set(later);
        try {
            for (@Nullable Runnable next = callback; next != null; next = later.poll()) {
                how.accept(next);
            }
        } finally {
            LATER.remove();
        }
    }
}
