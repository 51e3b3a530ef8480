package dev.tercet.recipes.cache;

import dev.tercet.error.EtcdException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a cache is doing: {@code Syncing} at first, then {@code Live} and {@code Behind} in turns, and {@code Ended} at last.
 *
 * @since 0.1
 */
public sealed interface CacheState {
    /**
     * The first list is not complete, or the watch that follows it has not begun; both are tried for as long as it takes.
     *
     * @param failureOrNull why it failed when it was last tried
     */
    record Syncing(@Nullable EtcdException failureOrNull) implements CacheState {
        /** Why the list failed when it was last tried; empty if it did not yet. */
        public Optional<EtcdException> failure() {
            return Optional.ofNullable(failureOrNull);
        }
    }

    /** Changes come as they happen. */
    record Live() implements CacheState {}

    /**
     * The connection is gone and is being made again: the content is complete, and growing old. Nothing will be lost.
     *
     * @param duration for how long, when the state was asked for
     * @param cause why
     */
    record Behind(Duration duration, EtcdException cause) implements CacheState {}

    /**
     * It follows no longer. What it had can still be read.
     *
     * @param causeOrNull why; null when it was closed
     */
    record Ended(@Nullable EtcdException causeOrNull) implements CacheState {
        /** Why it ended; empty when it was closed. */
        public Optional<EtcdException> cause() {
            return Optional.ofNullable(causeOrNull);
        }
    }
}
