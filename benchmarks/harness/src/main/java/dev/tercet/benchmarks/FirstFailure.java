package dev.tercet.benchmarks;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first thing that went wrong, told by any thread: with it there is no figure. */
final class FirstFailure {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    void note(Throwable thrown) {
        failure.compareAndSet(null, thrown);
    }

    void check() {
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("failed: " + first, first);
        }
    }
}
