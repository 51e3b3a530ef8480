package dev.tercet.v2.internal.migrate;

import dev.tercet.kv.Bytes;
import dev.tercet.v2.internal.path.Paths;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names of keys in order: an index in twenty digits. */
final class OrderedNames {
    private static final Pattern NAME = Pattern.compile("\\d{20}");

    private OrderedNames() {}

    /** The index that a path ends with, if it is the name of a key in order. */
    static OptionalLong index(String path) {
        return number(path.substring(path.lastIndexOf('/') + 1));
    }

    /** The last index in each directory that has keys in order, by the directory's path. */
    static SortedMap<String, Long> last(Tree tree) {
        SortedMap<String, Long> last = new TreeMap<>();
        for (Entry entry : tree.entries().values()) {
            index(entry.path()).ifPresent(index -> last.merge(Paths.parent(entry.path()), index, Math::max));
        }
        return last;
    }

    /** The index that the store has noted; 0 for what is no such note. */
    static long noted(Bytes note) {
        return number("0".repeat(Math.max(0, 20 - note.length())) + note.utf8()).orElse(0);
    }

    static Bytes note(long index) {
        return Bytes.of(Long.toString(index));
    }

    private static OptionalLong number(String digits) {
        if (!NAME.matcher(digits).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            // Twenty digits, and more than any index: somebody's own name.
            return OptionalLong.empty();
        }
    }
}
