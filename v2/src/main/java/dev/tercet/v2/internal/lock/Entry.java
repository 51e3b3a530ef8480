package dev.tercet.v2.internal.lock;

import dev.tercet.v2.key.V2Node;
import java.util.Comparator;

/**
 * What somebody put into a queue.
 *
 * @param key its path
 * @param text by which whoever put it knows it again
 * @param createdIndex the index at which it was put
 * @param modifiedIndex the index at which it was last changed
 */
record Entry(String key, String text, long createdIndex, long modifiedIndex) {
    /** By number: as text, servers before 2.2 would have 10 before 9. */
    static final Comparator<Entry> IN_ORDER =
            Comparator.comparingInt((Entry entry) -> entry.digits().length()).thenComparing(Entry::digits);

    static Entry of(V2Node node) {
        return new Entry(node.key(), node.value().orElse(""), node.createdIndex(), node.modifiedIndex());
    }

    /** Whether a node is one: below the directory of a lock there may be those of others, whose names begin with its own. */
    static boolean is(V2Node node) {
        String name = node.name();
        return !node.dir() && !name.isEmpty() && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** The number in its name, without the zeros before it. */
    private String digits() {
        int from = key.lastIndexOf('/') + 1;
        while (from < key.length() - 1 && key.charAt(from) == '0') {
            from++;
        }
        return key.substring(from);
    }
}
