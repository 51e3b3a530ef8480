package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node of entries. */
final class Leaf extends Node {
    private final KeyValue[] entries;

    private Leaf(KeyValue[] entries) {
        super(entries[0].key(), entries[entries.length - 1].key(), entries.length);
        this.entries = entries;
        for (int slot = 0; slot < entries.length; slot++) {
            head(slot, entries[slot].key());
        }
    }

    /** With the keys of another leaf. */
    private Leaf(KeyValue[] entries, Leaf alike) {
        super(entries[0].key(), entries[entries.length - 1].key(), alike);
        this.entries = entries;
    }

    /** Entries in key order, at least one and at most {@link #MOST}; the array is given up. */
    static Leaf of(KeyValue... entries) {
        return new Leaf(entries);
    }

    KeyValue entry(int slot) {
        return entries[slot];
    }

    @Override
    Bytes key(int slot) {
        return entries[slot].key();
    }

    @Override
    @Nullable
    KeyValue find(Bytes key, byte[] array, int offset, int length) {
        int slot = guess(key, array, offset, length);
        return slot >= 0 && entries[slot].key().equals(key) ? entries[slot] : null;
    }

    @Override
    Node[] with(KeyValue kv) {
        int slot = floor(kv.key());
        if (slot >= 0 && entries[slot].key().equals(kv.key())) {
            KeyValue[] changed = entries.clone();
            changed[slot] = kv;
            return new Node[] {new Leaf(changed, this)};
        }
        int at = slot + 1;
        KeyValue[] more = Arrays.copyOf(entries, entries.length + 1);
        System.arraycopy(entries, at, more, at + 1, entries.length - at);
        more[at] = kv;
        // Keys that come in order, as numbered ones do, leave full nodes behind.
        return cut(more, at == entries.length ? entries.length : more.length / 2);
    }

    @Override
    @Nullable
    Node without(Bytes key) {
        if (entries.length == 1) {
            return null;
        }
        int slot = floor(key);
        KeyValue[] fewer = Arrays.copyOf(entries, entries.length - 1);
        System.arraycopy(entries, slot + 1, fewer, slot, fewer.length - slot);
        return new Leaf(fewer);
    }

    @Override
    Node[] and(Node right) {
        KeyValue[] others = ((Leaf) right).entries;
        KeyValue[] all = Arrays.copyOf(entries, entries.length + others.length);
        System.arraycopy(others, 0, all, entries.length, others.length);
        return cut(all, all.length / 2);
    }

    private static Node[] cut(KeyValue[] all, int at) {
        return all.length <= MOST
                ? new Node[] {new Leaf(all)}
                : new Node[] {new Leaf(Arrays.copyOf(all, at)), new Leaf(Arrays.copyOfRange(all, at, all.length))};
    }
}
