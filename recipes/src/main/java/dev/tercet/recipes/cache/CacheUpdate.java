package dev.tercet.recipes.cache;

import java.util.List;

/**
 * What a listener of a cache is told: how the content came to be what it is. Applied one after another, from the first on, they make
 * the content.
 *
 * @param kind how it came
 * @param events what is different, unmodifiable: in the order in which it happened for a {@link Kind#REVISION}, otherwise in key order,
 *     each key once; empty only for a {@link Kind#INITIAL} of a range without keys
 * @param content the content with these events in it, at the revision that this brings; keep it no longer than needed
 * @since 0.1
 */
public record CacheUpdate(Kind kind, List<CacheEvent> events, CacheSnapshot content) {
    /** How an update came. */
    public enum Kind {
        /** Everything there is: the listener begins with this. */
        INITIAL,
        /** What one revision changed. */
        REVISION,
        /**
         * The difference between two revisions, of which those between were not seen: they were compacted while the server could not
         * be reached, or too many for a slow listener.
         */
        DIFFERENCE
    }

    /** The revision that this brings the content to. */
    public long revision() {
        return content.revision();
    }
}
