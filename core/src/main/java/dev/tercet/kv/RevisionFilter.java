package dev.tercet.kv;

/**
 * Bounds on the revisions of the keys that a read returns, both ends included; 0 is "no bound".
 *
 * <p>etcd applies them after it has read the range and before it sorts and limits, and leaves {@code count} as it was.
 *
 * @param minMod the least modification revision
 * @param maxMod the greatest modification revision
 * @param minCreate the least creation revision
 * @param maxCreate the greatest creation revision
 * @since 0.1
 */
public record RevisionFilter(long minMod, long maxMod, long minCreate, long maxCreate) {
    /** Lets every key through. */
    public static final RevisionFilter NONE = new RevisionFilter(0, 0, 0, 0);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException for a negative one
     */
    public RevisionFilter {
        Checks.notNegative("minModRevision", minMod);
        Checks.notNegative("maxModRevision", maxMod);
        Checks.notNegative("minCreateRevision", minCreate);
        Checks.notNegative("maxCreateRevision", maxCreate);
    }
}
