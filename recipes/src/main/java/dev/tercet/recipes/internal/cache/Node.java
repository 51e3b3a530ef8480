package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree: between 1 and {@link #MOST} slots, each with its smallest key, in key order. Nodes never change: what changes is
 * a new node on the way from the root, and shares all the rest.
 *
 * <p>Keys of one node mostly begin alike. What all keys below it have in common is skipped, and of the eight bytes that follow each slot
 * keeps a number, the head, so that the search within a node touches one array and no key, but for keys that are alike in those too.
 */
abstract sealed class Node permits Leaf, Branch {
    /** More slots than this make two nodes. */
    static final int MOST = 64;

    /** Fewer than this are joined with the neighbour's. */
    static final int LEAST = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Bytes first;
    private final Bytes last;
    private final int skip;
    private final long[] heads;

    Node(Bytes first, Bytes last, int slots) {
        this.first = first;
        this.last = last;
        this.skip = inCommon(first, last);
        this.heads = new long[slots];
    }

    /** A node whose slots have the same keys as those of another, though maybe in other arrays. */
    Node(Bytes first, Bytes last, Node alike) {
        this.first = first;
        this.last = last;
        this.skip = alike.skip;
        this.heads = alike.heads;
    }

    /** To be called for every slot before the node is seen by anybody. */
    final void head(int slot, Bytes key) {
        heads[slot] = key.<Long>read(this::head);
    }

    /** The smallest key of a slot. */
    abstract Bytes key(int slot);

    /**
     * The entry, or null; for a key that is not in the tree the search may lead anywhere, so the last step compares whole keys.
     *
     * @param array what holds the key's bytes, {@code length} from {@code offset} on
     */
    abstract @Nullable KeyValue find(Bytes key, byte[] array, int offset, int length);

    /** One or two nodes with this entry. */
    abstract Node[] with(KeyValue kv);

    /** The node without a key that is in it; null if that was all. */
    abstract @Nullable Node without(Bytes key);

    /** One or two nodes with the slots of this one and then those of another of the same height. */
    abstract Node[] and(Node right);

    final int slots() {
        return heads.length;
    }

    final Bytes first() {
        return first;
    }

    final Bytes last() {
        return last;
    }

    /** Whether the smallest and the greatest key are those of another. */
    final boolean spansAs(Node other) {
        return first.equals(other.first) && last.equals(other.last);
    }

    /** The last slot whose key is not greater, or -1; right for keys that begin as all of this node do, for others anything. */
    final int guess(Bytes key, byte[] array, int offset, int length) {
        long head = head(array, offset, length);
        long[] all = heads;
        int from = 0;
        // Without a branch in it that a processor could guess wrong.
        for (int slots = all.length; slots > 1; ) {
            int half = slots >>> 1;
            from = all[from + half] <= head ? from + half : from;
            slots -= half;
        }
        long found = all[from];
        if (found != head) {
            return found < head ? from : -1;
        }
        // Alike in the head: most often the very key, and if not, one of those before it, which are alike too.
        return key(from).compareTo(key) <= 0 ? from : floor(key);
    }

    /** The last slot whose key is not greater, or -1. */
    final int floor(Bytes key) {
        int below = -1;
        int above = slots();
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (key(middle).compareTo(key) <= 0) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    /** Eight bytes as a number of the same order, which the JVM compares with their sign. */
    private long head(byte[] array, int offset, int length) {
        int left = length - skip;
        if (left >= Long.BYTES) {
            return (long) LONG.get(array, offset + skip) ^ Long.MIN_VALUE;
        }
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            head = (head << Byte.SIZE) | (i < left ? array[offset + skip + i] & 0xff : 0);
        }
        return head ^ Long.MIN_VALUE;
    }

    private static int inCommon(Bytes one, Bytes other) {
        int most = Math.min(one.length(), other.length());
        int common = 0;
        while (common < most && one.at(common) == other.at(common)) {
            common++;
        }
        return common;
    }
}
