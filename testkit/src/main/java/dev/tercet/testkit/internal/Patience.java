package dev.tercet.testkit.internal;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long a script waits for a client to do what the test expects of it, before the test fails. */
public final class Patience {
    /** Longer than anything takes that works. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private Patience() {}

    /** Waits until {@code condition} holds, or fails naming the expectation. */
    public static void await(BooleanSupplier condition, Supplier<String> expectation) {
        if (!Poll.until(LIMIT, condition)) {
            throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + expectation.get());
        }
    }

    /** The next of {@code queue}, or a failure naming the expectation. */
    public static <T> T take(BlockingQueue<T> queue, Supplier<String> expectation) {
        T next = poll(queue, LIMIT);
        if (next == null) {
            throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + expectation.get());
        }
        return next;
    }

    /** The next of {@code queue}, or null if none comes within {@code limit}. */
    public static <T> @Nullable T poll(BlockingQueue<T> queue, Duration limit) {
        try {
            return queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
