package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node of nodes, all of one height. */
final class Branch extends Node {
    private final Node[] children;

    private Branch(Node[] children) {
        super(children[0].first(), children[children.length - 1].last(), children.length);
        this.children = children;
        for (int slot = 0; slot < children.length; slot++) {
            head(slot, children[slot].first());
        }
    }

    /** With the keys of another branch. */
    private Branch(Node[] children, Branch alike) {
        super(children[0].first(), children[children.length - 1].last(), alike);
        this.children = children;
    }

    /** Nodes of one height in key order, at least one and at most {@link #MOST}; the array is given up. */
    static Branch of(Node... children) {
        return new Branch(children);
    }

    Node child(int slot) {
        return children[slot];
    }

    @Override
    Bytes key(int slot) {
        return children[slot].first();
    }

    @Override
    @Nullable
    KeyValue find(Bytes key, byte[] array, int offset, int length) {
        int slot = guess(key, array, offset, length);
        return slot < 0 ? null : children[slot].find(key, array, offset, length);
    }

    @Override
    Node[] with(KeyValue kv) {
        int slot = Math.max(0, floor(kv.key()));
        return replaced(slot, 1, children[slot].with(kv));
    }

    @Override
    @Nullable
    Node without(Bytes key) {
        int slot = floor(key);
        Node rest = children[slot].without(key);
        if (rest == null) {
            return children.length == 1 ? null : replaced(slot, 1)[0];
        }
        if (rest.slots() >= LEAST || children.length == 1) {
            return replaced(slot, 1, rest)[0];
        }
        return slot == 0
                ? replaced(0, 2, rest.and(children[1]))[0]
                : replaced(slot - 1, 2, children[slot - 1].and(rest))[0];
    }

    @Override
    Node[] and(Node right) {
        return replaced(children.length, 0, ((Branch) right).children);
    }

    /** One or two nodes with others in the place of {@code count} slots from {@code at} on. */
    private Node[] replaced(int at, int count, Node... others) {
        Node[] all = Arrays.copyOf(children, children.length - count + others.length);
        System.arraycopy(others, 0, all, at, others.length);
        System.arraycopy(children, at + count, all, at + others.length, children.length - at - count);
        if (count == 1 && others.length == 1 && others[0].spansAs(children[at])) {
            return new Node[] {new Branch(all, this)};
        }
        if (all.length <= MOST) {
            return new Node[] {new Branch(all)};
        }
        int left = at == children.length - 1 && all.length == MOST + 1 ? MOST : all.length / 2;
        return new Node[] {new Branch(Arrays.copyOf(all, left)), new Branch(Arrays.copyOfRange(all, left, all.length))};
    }
}
