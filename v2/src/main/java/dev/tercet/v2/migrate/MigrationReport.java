package dev.tercet.v2.migrate;

import java.util.List;

/**
 * What a copy did, or, of a dry run, would do.
 *
 * @param dryRun whether nothing was to be written
 * @param from the prefix in the source
 * @param to the prefix in the target
 * @param keys how many keys with values there are to copy
 * @param directories how many directories there are to copy, the prefix itself not counted
 * @param withTtl how many of both have a time to live
 * @param created how many were not there
 * @param replaced how many were there and not the same
 * @param unchanged how many were there and the same
 * @param refused what is there and not the same, and was not to be replaced or cannot be
 * @param batches in how many transactions it was written
 * @param indexBefore the source's index when it was read
 * @param indexAfter the source's index in the end
 * @param changedMeanwhile what changed in the source between the two, in the source's paths: what was copied of it is out of date
 * @since 0.1
 */
public record MigrationReport(
        boolean dryRun,
        String from,
        String to,
        long keys,
        long directories,
        long withTtl,
        long created,
        long replaced,
        long unchanged,
        List<MigrationDifference> refused,
        long batches,
        long indexBefore,
        long indexAfter,
        List<String> changedMeanwhile) {
    /** Copies the lists. */
    public MigrationReport {
        refused = List.copyOf(refused);
        changedMeanwhile = List.copyOf(changedMeanwhile);
    }

    /** Whether nothing was refused. */
    public boolean isComplete() {
        return refused.isEmpty();
    }

    /** Whether what was copied is still all that the source has. */
    public boolean isCurrent() {
        return changedMeanwhile.isEmpty();
    }

    private long written() {
        return created + replaced;
    }

    /** Lines for a terminal, the first of what was refused and of what changed among them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(dryRun ? "Would copy " : isComplete() || written() > 0 ? "Copied " : "To copy: ")
                .append(Words.count(keys, "key"))
                .append(" and ")
                .append(Words.directories(directories))
                .append(", ")
                .append(withTtl)
                .append(" of them with a time to live, from ")
                .append(from)
                .append(" (index ")
                .append(indexBefore)
                .append(") to ")
                .append(to)
                .append(": ")
                .append(created)
                .append(" created, ")
                .append(replaced)
                .append(" replaced, ")
                .append(unchanged)
                .append(" there already.");
        if (!isComplete()) {
            text.append(Words.line())
                    .append(Words.count(refused.size(), "entry", "entries"))
                    .append(" in the way")
                    .append(
                            dryRun
                                    ? ", so nothing would be written:"
                                    : written() == 0 ? ", so nothing is written:" : ":")
                    .append(Words.list(refused));
        }
        if (!isCurrent()) {
            text.append(Words.line())
                    .append("The source changed meanwhile, up to index ")
                    .append(indexAfter)
                    .append("; copy again what did:")
                    .append(Words.list(changedMeanwhile));
        }
        return text.toString();
    }
}
