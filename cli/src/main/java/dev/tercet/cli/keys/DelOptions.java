package dev.tercet.cli.keys;

import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to delete: the words and options of {@code del}, alone and in a transaction. */
final class DelOptions {
    @Parameters(index = "0", paramLabel = "KEY", description = "The key, or the first of a range.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String key;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RANGE_END", description = "The key after the last.")
    private @Nullable String end;

    @Option(names = "--prefix", description = "All keys that begin with KEY.")
    private boolean prefix;

    @Option(names = "--from-key", description = "All keys from KEY on.")
    private boolean from;

    @Option(names = "--range", description = "The range is meant: do not warn.")
    private boolean range;

    @Option(names = "--prev-kv", description = "Show the keys and values that were deleted.")
    private boolean previous;

    /** Whether two keys are given and nothing says that a range is meant, which people have regretted. */
    boolean isDoubtful() {
        return end != null && !range;
    }

    /** Whether there are no keys from the first to the last. */
    boolean isOfNothing() {
        return Range.isEmpty(key, end, prefix, from);
    }

    /** Looks at the first key alone. */
    Get look() {
        return Get.of(KeyRange.of(ByteText.bytes(key))).countOnly();
    }

    boolean isPrevious() {
        return previous;
    }

    /** The request, or wrong usage if the options do not fit together. */
    Delete delete() {
        Delete delete = Delete.of(Range.of(key, end, prefix, from));
        return previous ? delete.returningPrevious() : delete;
    }
}
