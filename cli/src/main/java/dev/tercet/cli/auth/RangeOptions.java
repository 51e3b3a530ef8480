package dev.tercet.cli.auth;

import dev.tercet.cli.keys.Range;
import dev.tercet.kv.KeyRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which keys a permission is for. */
final class RangeOptions {
    @Option(names = "--prefix", description = "All keys that begin with KEY.")
    private boolean prefix;

    @Option(names = "--from-key", description = "All keys from KEY on.")
    private boolean from;

    /** The keys, or wrong usage if what is said does not fit together. */
    KeyRange range(String key, @Nullable String end) {
        return Range.of(key, end, prefix, from);
    }
}
