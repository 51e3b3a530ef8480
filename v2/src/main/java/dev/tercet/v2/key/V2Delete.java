package dev.tercet.v2.key;

import dev.tercet.v2.internal.path.Paths;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A deletion of a key or of a directory.
 *
 * @since 0.1
 */
public final class V2Delete {
    private final String key;
    private final boolean dir;
    private final boolean recursive;
    private final @Nullable String prevValue;
    private final long prevIndex;

    private V2Delete(String key, boolean dir, boolean recursive, @Nullable String prevValue, long prevIndex) {
        this.key = key;
        this.dir = dir;
        this.recursive = recursive;
        this.prevValue = prevValue;
        this.prevIndex = prevIndex;
    }

    /**
     * Deletes a key; a directory only with {@link #directory()} or {@link #recursive()}.
     *
     * @param key a path; it gets a slash at its beginning when it lacks one
     */
    public static V2Delete of(String key) {
        return new V2Delete(Paths.clean("key", key), false, false, null, 0);
    }

    /** Also if it is a directory, provided that it is empty. */
    public V2Delete directory() {
        return new V2Delete(key, true, recursive, prevValue, prevIndex);
    }

    /** Also if it is a directory, with all that is in it. */
    public V2Delete recursive() {
        return new V2Delete(key, dir, true, prevValue, prevIndex);
    }

    /**
     * Only if this is its value.
     *
     * @throws IllegalArgumentException if empty, which the API has no way to ask for
     */
    public V2Delete ifPrevValue(String value) {
        return new V2Delete(key, dir, recursive, V2Write.prevValue(value), prevIndex);
    }

    /**
     * Only if it was last changed at this index.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public V2Delete ifPrevIndex(long index) {
        return new V2Delete(key, dir, recursive, prevValue, V2Write.prevIndex(index));
    }

    /** What is deleted. */
    public String key() {
        return key;
    }

    /** Whether it may be an empty directory. */
    public boolean isDirectory() {
        return dir;
    }

    /** Whether it may be a directory with something in it. */
    public boolean isRecursive() {
        return recursive;
    }

    /** The value that it must have. */
    public Optional<String> prevValue() {
        return Optional.ofNullable(prevValue);
    }

    /** The index at which it must have been changed last. */
    public OptionalLong prevIndex() {
        return prevIndex == 0 ? OptionalLong.empty() : OptionalLong.of(prevIndex);
    }

    /** Whether it depends on what is there. */
    public boolean isCompare() {
        return prevValue != null || prevIndex != 0;
    }

    @Override
    public String toString() {
        return "delete \"" + key + "\"" + (recursive ? " recursively" : dir ? " as a directory" : "")
                + (prevValue == null ? "" : " if its value is as given")
                + (prevIndex == 0 ? "" : " if its index is " + prevIndex);
    }
}
