package dev.tercet.cli.transfer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands for an empty value where values are JSON: <code>{"$empty": true}</code>, since there every JSON stands for itself. A value
 * that is this very JSON is put into one <code>{"$empty": ...}</code> more, and so on; thus each is told from the others.
 */
final class EmptyValue {
    private static final String NAME = "$empty";

    private EmptyValue() {}

    /** As it stands in the file. */
    static @Nullable Object written(@Nullable Object value) {
        if (value == JsonTree.NOTHING) {
            return Map.of(NAME, true);
        }
        return value instanceof Map<?, ?> members && looksLikeIt(members) ? Map.of(NAME, members) : value;
    }

    /** What is meant by what stands in the file. */
    static @Nullable Object meant(@Nullable Object written) {
        if (!looksLikeIt(written)) {
            return written;
        }
        Object inner = inner(written);
        return Boolean.TRUE.equals(inner) ? JsonTree.NOTHING : inner;
    }

    private static boolean looksLikeIt(@Nullable Object tree) {
        Object inner = tree;
        while (inner(inner) != null) {
            inner = inner(inner);
        }
        return inner != tree && Boolean.TRUE.equals(inner);
    }

    private static @Nullable Object inner(@Nullable Object tree) {
        return tree instanceof Map<?, ?> members && members.size() == 1 ? members.get(NAME) : null;
    }
}
