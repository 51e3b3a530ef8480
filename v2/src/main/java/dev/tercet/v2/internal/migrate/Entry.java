package dev.tercet.v2.internal.migrate;

import java.time.Duration;
import java.util.Optional;

/**
 * A key or directory of a tree.
 *
 * @param path its path in the target
 * @param value its value; empty for a directory
 * @param ttl what is left of its time to live, or of that of a directory above it if that ends first
 * @param expires the path of the one that this time is said of: itself, or a directory above it
 * @param modifiedIndex the index of the last change to it; 0 if the source did not tell of it, as of directories above the prefix
 * @param createdIndex the index of its creation
 */
record Entry(
        String path,
        Optional<String> value,
        Optional<Duration> ttl,
        Optional<String> expires,
        long modifiedIndex,
        long createdIndex) {
    /** A directory that has to be there, whatever else is said of it. */
    static Entry implied(String path) {
        return new Entry(path, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
    }

    boolean isDirectory() {
        return value.isEmpty();
    }

    boolean isImplied() {
        return createdIndex == 0;
    }
}
