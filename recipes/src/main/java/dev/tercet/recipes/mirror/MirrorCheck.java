package dev.tercet.recipes.mirror;

import dev.tercet.kv.Bytes;
import java.util.List;

/**
 * What a comparison of both sides found.
 *
 * @param sourceRevision the revision at which the source was read
 * @param destinationRevision the revision at which the destination was read, which shows the other
 * @param keys how many keys of the source were compared
 * @param foreign how many keys at the destination are none of the mirror's, and are kept
 * @param differenceCount how many differences there are
 * @param differences the first of them, at most 1000, in key order, unmodifiable
 * @since 0.1
 */
public record MirrorCheck(
        long sourceRevision,
        long destinationRevision,
        long keys,
        long foreign,
        long differenceCount,
        List<Difference> differences) {
    /** Whether the destination has exactly what it should. */
    public boolean isEqual() {
        return differenceCount == 0;
    }

    /**
     * A key that is not as it should be.
     *
     * @param kind in which way
     * @param key the key at the destination
     */
    public record Difference(Kind kind, Bytes key) {}

    /** How a key can be wrong. */
    public enum Kind {
        /** The source has it, the destination does not. */
        MISSING,
        /** The destination has it, the source does not. */
        EXTRA,
        /** The value is another, or the key hangs on a lease. */
        DIFFERENT
    }
}
