package dev.tercet.v2.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server counts, by the names that it gives: which ones there are depends on its version.
 *
 * @param values texts, {@link Long}s or {@link Double}s, {@link Boolean}s, and maps and lists of these
 * @since 0.1
 */
public record V2Stats(Map<String, Object> values) {
    /** Copies the values. */
    public V2Stats {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A number.
     *
     * @throws IllegalArgumentException if there is none by that name
     */
    public long count(String name) {
        if (values.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("there is no number \"" + name + "\" among " + values.keySet());
    }

    /**
     * A text.
     *
     * @throws IllegalArgumentException if there is none by that name
     */
    public String text(String name) {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("there is no text \"" + name + "\" among " + values.keySet());
    }
}
