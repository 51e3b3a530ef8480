package dev.tercet.v2.migrate;

import java.util.List;

/**
 * What a comparison of both sides came to.
 *
 * @param from the prefix in the source
 * @param to the prefix in the target
 * @param keys how many keys with values the source has
 * @param directories how many directories the source has, the prefix itself not counted
 * @param sourceIndex the source's index when it was read
 * @param targetIndex the target's index when it was read
 * @param differences all of them, in the order of their keys
 * @since 0.1
 */
public record VerificationReport(
        String from,
        String to,
        long keys,
        long directories,
        long sourceIndex,
        long targetIndex,
        List<MigrationDifference> differences) {
    /** Copies the differences. */
    public VerificationReport {
        differences = List.copyOf(differences);
    }

    /** Whether both have the same. */
    public boolean isSame() {
        return differences.isEmpty();
    }

    /** Lines for a terminal, the first differences among them. */
    @Override
    public String toString() {
        String what = Words.count(keys, "key") + " and " + Words.directories(directories) + " below " + from
                + " (index " + sourceIndex + ")";
        return isSame()
                ? "The same: " + what + ", and what is below " + to + " (index " + targetIndex + ")."
                : Words.count(differences.size(), "difference") + " between " + what + ", and what is below " + to
                        + " (index " + targetIndex + "):" + Words.list(differences);
    }
}
