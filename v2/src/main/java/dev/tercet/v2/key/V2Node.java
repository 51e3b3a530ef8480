package dev.tercet.v2.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A key with a value, or a directory.
 *
 * @param key its path, with a slash at its beginning; {@code /} for the root
 * @param value its value; empty for a directory, and for a key that was just deleted
 * @param dir whether it is a directory
 * @param ttl what is left of its time to live, in whole seconds rounded up; empty if it has no end
 * @param expiration when that ends; empty if it has no end
 * @param modifiedIndex the index of the last change to it
 * @param createdIndex the index at which it was created
 * @param nodes what is directly below it, if that was asked for; in the order of the answer
 * @since 0.1
 */
public record V2Node(
        String key,
        Optional<String> value,
        boolean dir,
        Optional<Duration> ttl,
        Optional<Instant> expiration,
        long modifiedIndex,
        long createdIndex,
        List<V2Node> nodes) {
    /** Copies the nodes. */
    public V2Node {
        Objects.requireNonNull(key, "key");
        nodes = List.copyOf(nodes);
    }

    /** The last part of the path; empty for the root. */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
