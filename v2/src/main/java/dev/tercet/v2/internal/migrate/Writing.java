package dev.tercet.v2.internal.migrate;

import dev.tercet.kv.Bytes;
import java.time.Duration;
import java.util.Optional;

/**
 * One key to be written.
 *
 * @param key the key
 * @param value its value
 * @param seen the revision of what is there, by which it is still that; 0 if nothing is
 * @param expires whose time to live it has; empty if none
 * @param ttl that time, as it was read
 * @param kind what it counts as
 */
record Writing(String key, Bytes value, long seen, Optional<String> expires, Optional<Duration> ttl, Kind kind) {
    /** What a written key counts as. */
    enum Kind {
        CREATED,
        REPLACED,
        /** Nothing that the source has: a note, or a directory above the prefix. */
        BESIDE
    }

    /** About how much of a request it takes: its key is in the condition too. */
    int size() {
        return 2 * Bytes.of(key).length() + value.length() + 64;
    }
}
