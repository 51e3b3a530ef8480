package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to read: the words and options of {@code get}, alone and in a transaction. */
final class GetOptions {
    enum Sorting {
        CREATE(SortTarget.CREATE_REVISION),
        KEY(SortTarget.KEY),
        MODIFY(SortTarget.MOD_REVISION),
        VALUE(SortTarget.VALUE),
        VERSION(SortTarget.VERSION);

        private final SortTarget target;

        Sorting(SortTarget target) {
            this.target = target;
        }
    }

    enum Order {
        ASCEND(SortOrder.ASCENDING),
        DESCEND(SortOrder.DESCENDING);

        private final SortOrder order;

        Order(SortOrder order) {
            this.order = order;
        }
    }

    @Parameters(index = "0", paramLabel = "KEY", description = "The key, or the first of a range.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String key;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RANGE_END", description = "The key after the last.")
    private @Nullable String end;

    @Option(
            names = "--consistency",
            paramLabel = "l|s",
            defaultValue = "l",
            description = "Linearizable (l) or serializable (s).")
    private String consistency = "l";

    @Option(names = "--order", paramLabel = "ORDER", description = "ASCEND or DESCEND.")
    private @Nullable Order order;

    @Option(names = "--sort-by", paramLabel = "WHAT", description = "CREATE, KEY, MODIFY, VALUE or VERSION.")
    private @Nullable Sorting sorting;

    @Option(names = "--limit", paramLabel = "N", description = "The most keys to show; 0 for all.")
    private long limit;

    @Option(names = "--prefix", description = "All keys that begin with KEY.")
    private boolean prefix;

    @Option(names = "--from-key", description = "All keys from KEY on.")
    private boolean from;

    @Option(names = "--rev", paramLabel = "REVISION", description = "As they were at this revision.")
    private long revision;

    @Option(names = "--keys-only", description = "Without values.")
    private boolean keysOnly;

    @Option(names = "--count-only", description = "Their number alone; with -w fields or json.")
    private boolean countOnly;

    @Option(names = "--min-create-rev", paramLabel = "REVISION", description = "Only keys made at or after it.")
    private long minCreate;

    @Option(names = "--max-create-rev", paramLabel = "REVISION", description = "Only keys made at or before it.")
    private long maxCreate;

    @Option(names = "--min-mod-rev", paramLabel = "REVISION", description = "Only keys changed at or after it.")
    private long minMod;

    @Option(names = "--max-mod-rev", paramLabel = "REVISION", description = "Only keys changed at or before it.")
    private long maxMod;

    boolean isCountOnly() {
        return countOnly;
    }

    boolean isKeysOnly() {
        return keysOnly;
    }

    /** Whether there are no keys from the first to the last. */
    boolean isOfNothing() {
        return Range.isEmpty(key, end, prefix, from);
    }

    /** The request, or wrong usage if the options do not fit together. */
    Get get() {
        return get(Range.of(key, end, prefix, from));
    }

    /** The same of the first key alone. */
    Get first() {
        return get(KeyRange.of(ByteText.bytes(key)));
    }

    private Get get(KeyRange range) {
        if (keysOnly && countOnly) {
            throw CommandException.wrongUsage("--keys-only and --count-only exclude each other.");
        }
        if ((maxCreate != 0 && minCreate > maxCreate) || (maxMod != 0 && minMod > maxMod)) {
            throw CommandException.unsupported("the least revision is greater than the greatest.");
        }
        if (limit < 0 || Math.min(Math.min(revision, minCreate), Math.min(maxCreate, Math.min(minMod, maxMod))) < 0) {
            throw CommandException.wrongUsage("limits and revisions are not negative.");
        }
        Get get = Get.of(range)
                .limit(limit)
                .atRevision(revision)
                .minCreateRevision(minCreate)
                .maxCreateRevision(maxCreate)
                .minModRevision(minMod)
                .maxModRevision(maxMod);
        if (sorting != null || order != null) {
            // As etcdctl: ascending unless said otherwise, by key unless said otherwise.
            get = get.sortedBy(
                    sorting == null ? SortTarget.KEY : sorting.target,
                    order == null ? SortOrder.ASCENDING : order.order);
        }
        get = keysOnly ? get.keysOnly() : countOnly ? get.countOnly() : get;
        return switch (consistency) {
            case "l" -> get;
            case "s" -> get.serializable();
            default -> throw CommandException.wrongUsage("--consistency is l or s.");
        };
    }
}
