package dev.tercet.v2.watch;

import dev.tercet.v2.internal.path.Paths;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What to watch. The key need not exist.
 *
 * @since 0.1
 */
public final class V2Watch {
    private final String key;
    private final boolean recursive;
    private final long index;
    private final @Nullable Duration limit;

    private V2Watch(String key, boolean recursive, long index, @Nullable Duration limit) {
        this.key = key;
        this.recursive = recursive;
        this.index = index;
        this.limit = limit;
    }

    /**
     * This key or directory, from now on.
     *
     * @param key a path; it gets a slash at its beginning when it lacks one
     */
    public static V2Watch of(String key) {
        return new V2Watch(Paths.clean("key", key), false, 0, null);
    }

    /** With all that is below it, but for what is hidden by an underscore at the beginning of its name. */
    public V2Watch recursive() {
        return new V2Watch(key, true, index, limit);
    }

    /**
     * From this index on, which may be in the past.
     *
     * @param first the first that is wanted; 0 for from now on
     * @throws IllegalArgumentException if negative
     */
    public V2Watch fromIndex(long first) {
        if (first < 0) {
            throw new IllegalArgumentException("index is negative: " + first);
        }
        return new V2Watch(key, recursive, first, limit);
    }

    /**
     * For so long at most, where one event is waited for by {@code watch}; for ever unless set. {@code eternalWatch} and {@code publisher}
     * have no limit, and refuse a request with one: they go on until they are ended.
     *
     * @throws IllegalArgumentException if not more than zero
     */
    public V2Watch atMost(Duration time) {
        if (Objects.requireNonNull(time, "time").isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time must be more than zero, not " + time);
        }
        return new V2Watch(key, recursive, index, time);
    }

    /** What is watched. */
    public String key() {
        return key;
    }

    /** Whether all below it is watched too. */
    public boolean isRecursive() {
        return recursive;
    }

    /** The first index that is wanted; empty for from now on. */
    public OptionalLong index() {
        return index == 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }

    /** For how long at most. */
    public Optional<Duration> limit() {
        return Optional.ofNullable(limit);
    }

    @Override
    public String toString() {
        return "watch \"" + key + "\"" + (recursive ? " recursively" : "") + (index == 0 ? "" : " from index " + index);
    }
}
