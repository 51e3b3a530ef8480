package dev.tercet.recipes.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What to cache, and how much of it at most.
 *
 * <pre>{@code
 * CacheRequest.prefix("services/").withMaxBytes(64L << 20).withListener(update -> show(update.events()))
 * }</pre>
 *
 * @since 0.1
 */
public final class CacheRequest {
    private final KeyRange range;
    private final int maxEntries;
    private final long maxBytes;
    private final List<CacheListener> listeners;

    private CacheRequest(KeyRange range, int maxEntries, long maxBytes, List<CacheListener> listeners) {
        this.range = range;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.listeners = listeners;
    }

    /** Caches a range. */
    public static CacheRequest of(KeyRange range) {
        return new CacheRequest(Objects.requireNonNull(range, "range"), Integer.MAX_VALUE, Long.MAX_VALUE, List.of());
    }

    /** Caches every key that begins with {@code prefix}; the empty prefix is every key. */
    public static CacheRequest prefix(Bytes prefix) {
        return of(KeyRange.prefix(prefix));
    }

    /** Caches every key that begins with {@code prefix}, in UTF-8. */
    public static CacheRequest prefix(String prefix) {
        return of(KeyRange.prefix(prefix));
    }

    /**
     * At most this many keys: with one more the cache ends with {@code CacheFullException}.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public CacheRequest withMaxEntries(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("maxEntries must be at least 1, not " + entries);
        }
        return new CacheRequest(range, entries, maxBytes, listeners);
    }

    /**
     * At most this much memory, as {@link CacheContent#bytes()} counts: with more the cache ends with {@code CacheFullException}.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public CacheRequest withMaxBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, not " + bytes);
        }
        return new CacheRequest(range, maxEntries, bytes, listeners);
    }

    /** Tells this listener too, from the first state and the first content on. */
    public CacheRequest withListener(CacheListener listener) {
        List<CacheListener> more = new ArrayList<>(listeners);
        more.add(Objects.requireNonNull(listener, "listener"));
        return new CacheRequest(range, maxEntries, maxBytes, List.copyOf(more));
    }

    /** What is cached. */
    public KeyRange range() {
        return range;
    }

    /** The greatest number of keys; no limit unless set. */
    public int maxEntries() {
        return maxEntries;
    }

    /** The most memory; no limit unless set. */
    public long maxBytes() {
        return maxBytes;
    }

    /** Who is told from the beginning, unmodifiable. */
    public List<CacheListener> listeners() {
        return listeners;
    }

    @Override
    public String toString() {
        return "cache of " + range;
    }
}
