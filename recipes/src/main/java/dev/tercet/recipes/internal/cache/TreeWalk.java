package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The entries of a range in key order, from one tree. For one thread. */
final class TreeWalk implements Iterator<KeyValue> {
    private final KeyRange range;
    /** The branches from the root to the leaf, each with the slot that is next in it. */
    private final List<Place> way = new ArrayList<>(4);

    private Leaf leaf;
    private int slot;
    private @Nullable KeyValue ahead;

    TreeWalk(Node root, KeyRange range) {
        this.range = range;
        Bytes from = range.key();
        Node node = root;
        while (node instanceof Branch branch) {
            int at = Math.max(0, branch.floor(from));
            way.add(new Place(branch, at + 1));
            node = branch.child(at);
        }
        leaf = (Leaf) node;
        int at = leaf.floor(from);
        slot = at >= 0 && leaf.key(at).equals(from) ? at : at + 1;
        ahead = following();
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public KeyValue next() {
        KeyValue next = ahead;
        if (next == null) {
            throw new NoSuchElementException();
        }
        ahead = following();
        return next;
    }

    private @Nullable KeyValue following() {
        if (slot == leaf.slots() && !nextLeaf()) {
            return null;
        }
        KeyValue entry = leaf.entry(slot++);
        return range.contains(entry.key()) ? entry : null;
    }

    private boolean nextLeaf() {
        int depth = way.size() - 1;
        while (depth >= 0 && way.get(depth).isAtEnd()) {
            depth--;
        }
        if (depth < 0) {
            return false;
        }
        Node node = way.get(depth).take();
        for (depth++; depth < way.size(); depth++) {
            Branch branch = (Branch) node;
            way.set(depth, new Place(branch, 1));
            node = branch.child(0);
        }
        leaf = (Leaf) node;
        slot = 0;
        return true;
    }

    /** A branch on the way, and where in it. */
    private static final class Place {
        private final Branch branch;
        private int next;

        private Place(Branch branch, int next) {
            this.branch = branch;
            this.next = next;
        }

        private boolean isAtEnd() {
            return next == branch.slots();
        }

        private Node take() {
            return branch.child(next++);
        }
    }
}
