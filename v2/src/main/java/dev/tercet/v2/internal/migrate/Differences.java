package dev.tercet.v2.internal.migrate;

import dev.tercet.v2.migrate.MigrationDifference;
import dev.tercet.v2.migrate.MigrationDifference.Kind;
import java.time.Duration;
import java.util.Optional;

/** The words for what is not the same. */
final class Differences {
    private Differences() {}

    static MigrationDifference missing(Entry entry) {
        return new MigrationDifference(
                Kind.MISSING, entry.path(), what(entry.isDirectory()) + ", missing in the target");
    }

    static MigrationDifference extra(Entry entry) {
        return new MigrationDifference(Kind.EXTRA, entry.path(), what(entry.isDirectory()) + ", in the target only");
    }

    static MigrationDifference value(String path) {
        return new MigrationDifference(Kind.VALUE, path, "another value in the target");
    }

    static MigrationDifference directory(String path, boolean inSource) {
        return new MigrationDifference(
                Kind.DIRECTORY, path, what(inSource) + " in the source, " + what(!inSource) + " in the target");
    }

    /** How times to live differ; none is none at all. */
    static Optional<MigrationDifference> ttl(
            String path, Optional<Duration> source, Optional<Duration> target, Duration tolerance) {
        if (source.isEmpty() && target.isEmpty()) {
            return Optional.empty();
        }
        if (source.isPresent()
                && target.isPresent()
                && source.get().minus(target.get()).abs().compareTo(tolerance) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new MigrationDifference(
                Kind.TTL, path, "to live " + time(source) + " in the source, " + time(target) + " in the target"));
    }

    static MigrationDifference order(String path, long last, long noted) {
        String note = noted == 0 ? "none is noted in the target" : noted + " is noted in the target";
        return new MigrationDifference(
                Kind.ORDER,
                path,
                "the last key in order is " + last + ", and " + note + ", so new ones may come before it");
    }

    private static String time(Optional<Duration> ttl) {
        return ttl.map(left -> Math.max(0, left.toSeconds()) + " s").orElse("for ever");
    }

    private static String what(boolean directory) {
        return directory ? "a directory" : "a key";
    }
}
