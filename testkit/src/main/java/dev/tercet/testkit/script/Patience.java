package dev.tercet.testkit.script;

import dev.tercet.testkit.internal.Poll;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long a script waits for a client to do what the test expects of it, before the test fails. */
final class Patience {
    static final Duration LIMIT = Duration.ofSeconds(10);

    private Patience() {}

    static void await(BooleanSupplier condition, Supplier<String> expectation) {
        if (!Poll.until(LIMIT, condition)) {
            throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + expectation.get());
        }
    }

    static <T> T take(BlockingQueue<T> queue, Supplier<String> expectation) {
        T next = poll(queue, LIMIT);
        if (next == null) {
            throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + expectation.get());
        }
        return next;
    }

    static <T> @Nullable T poll(BlockingQueue<T> queue, Duration limit) {
        try {
            return queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
