package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import org.jspecify.annotations.Nullable;

/** Which keys etcdctl means by a key, the end of a range, {@code --prefix} and {@code --from-key}. */
public final class Range {
    private Range() {}

    /** Whether the range ends where it begins or before, so that no key is in it: nothing is wrong with that, as etcdctl has it. */
    static boolean isEmpty(String key, @Nullable String end, boolean prefix, boolean from) {
        return end != null
                && !end.isEmpty()
                && !key.isEmpty()
                && !prefix
                && !from
                && ByteText.bytes(end).compareTo(ByteText.bytes(key)) <= 0;
    }

    /** The keys, or wrong usage if what is said does not fit together. */
    public static KeyRange of(String key, @Nullable String end, boolean prefix, boolean from) {
        if (prefix && from) {
            throw CommandException.wrongUsage("--prefix and --from-key exclude each other.");
        }
        if (end != null && (prefix || from)) {
            throw CommandException.wrongUsage("the end of a range goes with neither --prefix nor --from-key.");
        }
        Bytes first = ByteText.bytes(key);
        if (prefix) {
            return KeyRange.prefix(first);
        }
        if (from) {
            return first.isEmpty() ? KeyRange.ALL : KeyRange.from(first);
        }
        if (first.isEmpty()) {
            throw CommandException.wrongUsage("the key is empty: for all keys add --prefix.");
        }
        Bytes behind = end == null ? Bytes.EMPTY : ByteText.bytes(end);
        if (!behind.isEmpty() && behind.compareTo(first) <= 0) {
            throw CommandException.wrongUsage(
                    "the end of the range, " + behind + ", is not after the key, " + first + ".");
        }
        return new KeyRange(first, behind);
    }
}
