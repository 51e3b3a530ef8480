package dev.tercet.v2.key;

import dev.tercet.v2.internal.path.Paths;

/**
 * A read of one key, or of a directory.
 *
 * @since 0.1
 */
public final class V2Read {
    private final String key;
    private final boolean recursive;
    private final boolean sorted;
    private final boolean quorum;

    private V2Read(String key, boolean recursive, boolean sorted, boolean quorum) {
        this.key = key;
        this.recursive = recursive;
        this.sorted = sorted;
        this.quorum = quorum;
    }

    /**
     * Reads this; of a directory also what is directly below it.
     *
     * @param key a path; it gets a slash at its beginning when it lacks one
     */
    public static V2Read of(String key) {
        return new V2Read(Paths.clean("key", key), false, false, false);
    }

    /** With all that is below it, and not only directly. */
    public V2Read recursive() {
        return new V2Read(key, true, sorted, quorum);
    }

    /** With what is below it in the order of names, level by level. */
    public V2Read sorted() {
        return new V2Read(key, recursive, true, quorum);
    }

    /**
     * Agreed upon by a majority. Otherwise whichever member is asked may answer with what it has, which may be behind. Over v3 every
     * read is agreed upon unless the client says otherwise.
     */
    public V2Read quorum() {
        return new V2Read(key, recursive, sorted, true);
    }

    /** What is read. */
    public String key() {
        return key;
    }

    /** Whether all below it is read too. */
    public boolean isRecursive() {
        return recursive;
    }

    /** Whether what is below it comes in order. */
    public boolean isSorted() {
        return sorted;
    }

    /** Whether a majority has to agree. */
    public boolean isQuorum() {
        return quorum;
    }

    @Override
    public String toString() {
        return "read \"" + key + "\"" + (recursive ? " recursively" : "") + (sorted ? " sorted" : "")
                + (quorum ? " by quorum" : "");
    }
}
