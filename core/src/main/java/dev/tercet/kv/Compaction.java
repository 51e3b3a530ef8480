package dev.tercet.kv;

/**
 * Forgets the history before a revision.
 *
 * @param revision the oldest revision that can still be read
 * @param physical whether the answer waits until the old revisions are really gone from the member's database
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#compaction">etcd: compaction</a>
 * @since 0.1
 */
public record Compaction(long revision, boolean physical) {
    /**
     * Checks the revision.
     *
     * @throws IllegalArgumentException if negative
     */
    public Compaction {
        Checks.notNegative("revision", revision);
    }

    /** Answers when the compaction is logged. */
    public static Compaction at(long revision) {
        return new Compaction(revision, false);
    }

    /** Answers when the old revisions are removed. */
    public Compaction waitingUntilRemoved() {
        return new Compaction(revision, true);
    }

    @Override
    public String toString() {
        return "compact at revision " + revision;
    }
}
