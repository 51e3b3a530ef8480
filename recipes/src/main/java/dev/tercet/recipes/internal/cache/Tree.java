package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries by key, in key order: a B-tree that never changes. One with an entry more or less is a new tree, which shares all but the
 * few nodes on the way to that entry; so whoever has a tree has a snapshot, and reads it without a lock.
 *
 * @param root null for a tree without entries
 * @param size how many entries
 * @param bytes what they take in memory
 */
record Tree(@Nullable Node root, int size, long bytes) {
    static final Tree EMPTY = new Tree(null, 0, 0);

    /** Of entries that are in key order, each key once. */
    static Tree of(List<KeyValue> sorted) {
        if (sorted.isEmpty()) {
            return EMPTY;
        }
        long bytes = 0;
        for (KeyValue kv : sorted) {
            bytes += weight(kv);
        }
        List<Node> level = new ArrayList<>();
        for (List<KeyValue> part : parts(sorted)) {
            level.add(Leaf.of(part.toArray(new KeyValue[0])));
        }
        while (level.size() > 1) {
            List<Node> above = new ArrayList<>();
            for (List<Node> part : parts(level)) {
                above.add(Branch.of(part.toArray(new Node[0])));
            }
            level = above;
        }
        return new Tree(level.get(0), sorted.size(), bytes);
    }

    /** What an entry takes in memory. */
    static long weight(KeyValue kv) {
        return (long) kv.size() + CacheContent.ENTRY_OVERHEAD;
    }

    @SuppressWarnings("NullAway") // It takes what is generic for never null.
    @Nullable
    KeyValue get(Bytes key) {
        Node from = root;
        return from == null ? null : key.read((array, offset, length) -> from.find(key, array, offset, length));
    }

    /** With this entry, in the place of the one with its key if there is one. */
    Tree with(KeyValue kv) {
        Node from = root;
        if (from == null) {
            return new Tree(Leaf.of(kv), 1, weight(kv));
        }
        KeyValue before = get(kv.key());
        Node[] nodes = from.with(kv);
        Node grown = nodes.length == 1 ? nodes[0] : Branch.of(nodes);
        return before == null
                ? new Tree(grown, size + 1, bytes + weight(kv))
                : new Tree(grown, size, bytes + weight(kv) - weight(before));
    }

    /** Without this key, or the same if there is none. */
    Tree without(Bytes key) {
        Node from = root;
        KeyValue before = get(key);
        if (from == null || before == null) {
            return this;
        }
        Node rest = from.without(key);
        while (rest instanceof Branch branch && branch.slots() == 1) {
            rest = branch.child(0);
        }
        return new Tree(rest, size - 1, bytes - weight(before));
    }

    /** The entries of a range, in key order. */
    Iterator<KeyValue> iterator(KeyRange range) {
        Node from = root;
        return from == null ? Collections.emptyIterator() : new TreeWalk(from, range);
    }

    /** Cut into as few as can be, all about as large. */
    private static <T> List<List<T>> parts(List<T> all) {
        int count = (all.size() + Node.MOST - 1) / Node.MOST;
        List<List<T>> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(all.subList(cut(all, i, count), cut(all, i + 1, count)));
        }
        return parts;
    }

    private static int cut(List<?> all, int part, int parts) {
        return (int) ((long) all.size() * part / parts);
    }
}
