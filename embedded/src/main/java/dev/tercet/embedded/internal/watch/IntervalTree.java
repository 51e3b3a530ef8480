package dev.tercet.embedded.internal.watch;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Keys;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the intervals that have a key, without looking at all of them.
 *
 * <p>A treap: ordered by the start of the intervals, balanced by chance, and each node knows the furthest end below it, so that a
 * search passes by what ends too early.
 *
 * @param <V> what is kept for an interval
 */
final class IntervalTree<V> {
    // Chance of our own making: the same on every run.
    private final SplittableRandom chance = new SplittableRandom(1);
    private @Nullable Node<V> root;

    /** Keeps a value for an interval that is not there yet. */
    void put(KeyInterval interval, V value) {
        root = insert(root, new Node<>(interval, value, chance.nextInt()));
    }

    /** Forgets an interval, if it is there. */
    void remove(KeyInterval interval) {
        root = remove(root, interval);
    }

    /** Shows the values of all intervals that have this key. */
    void containing(ByteString key, Consumer<? super V> each) {
        containing(root, key, each);
    }

    private static <V> void containing(@Nullable Node<V> from, ByteString key, Consumer<? super V> each) {
        Node<V> node = from;
        while (node != null && isBefore(key, node.furthest)) {
            containing(node.left, key, each);
            if (Keys.compare(node.interval.key(), key) > 0) {
                return;
            }
            if (isBefore(key, node.interval.end())) {
                each.accept(node.value);
            }
            node = node.right;
        }
    }

    private static <V> Node<V> insert(@Nullable Node<V> node, Node<V> added) {
        if (node == null) {
            return added;
        }
        if (compare(added.interval, node.interval) < 0) {
            Node<V> left = insert(node.left, added);
            node.left = left;
            node.update();
            return left.priority > node.priority ? rotateRight(node, left) : node;
        }
        Node<V> right = insert(node.right, added);
        node.right = right;
        node.update();
        return right.priority > node.priority ? rotateLeft(node, right) : node;
    }

    private static <V> Node<V> rotateRight(Node<V> node, Node<V> left) {
        node.left = left.right;
        left.right = node;
        node.update();
        left.update();
        return left;
    }

    private static <V> Node<V> rotateLeft(Node<V> node, Node<V> right) {
        node.right = right.left;
        right.left = node;
        node.update();
        right.update();
        return right;
    }

    private static <V> @Nullable Node<V> remove(@Nullable Node<V> node, KeyInterval interval) {
        if (node == null) {
            return null;
        }
        int order = compare(interval, node.interval);
        if (order == 0) {
            return merge(node.left, node.right);
        }
        if (order < 0) {
            node.left = remove(node.left, interval);
        } else {
            node.right = remove(node.right, interval);
        }
        node.update();
        return node;
    }

    private static <V> @Nullable Node<V> merge(@Nullable Node<V> left, @Nullable Node<V> right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        if (left.priority > right.priority) {
            left.right = merge(left.right, right);
            left.update();
            return left;
        }
        right.left = merge(left, right.left);
        right.update();
        return right;
    }

    private static int compare(KeyInterval a, KeyInterval b) {
        int starts = Keys.compare(a.key(), b.key());
        return starts != 0 ? starts : Keys.compare(a.end(), b.end());
    }

    private static boolean isBefore(ByteString key, ByteString end) {
        return KeyInterval.isNoEnd(end) || Keys.compare(key, end) < 0;
    }

    private static final class Node<V> {
        final KeyInterval interval;
        final V value;
        final int priority;
        ByteString furthest;

        @Nullable
        Node<V> left;

        @Nullable
        Node<V> right;

        Node(KeyInterval interval, V value, int priority) {
            this.interval = interval;
            this.value = value;
            this.priority = priority;
            furthest = interval.end();
        }

        void update() {
            furthest = further(further(interval.end(), left), right);
        }

        private static ByteString further(ByteString end, @Nullable Node<?> node) {
            if (node == null || KeyInterval.isNoEnd(end)) {
                return end;
            }
            return isBefore(end, node.furthest) ? node.furthest : end;
        }
    }
}
