package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two sides, each in ascending order of its keys and no key twice, walked side by side: one element of each is in memory, however many
 * there are.
 *
 * @param <L> what the one side has
 * @param <R> what the other has
 */
public final class SideBySide<L, R> implements Iterator<SideBySide.Pair<L, R>> {
    private final Half<L> left;
    private final Half<R> right;

    /**
     * Of these.
     *
     * @param leftKey the key by which an element of the one side meets one of the other
     * @param rightKey the other side's
     */
    public SideBySide(
            Iterator<L> left,
            Function<? super L, Bytes> leftKey,
            Iterator<R> right,
            Function<? super R, Bytes> rightKey) {
        this.left = new Half<>(left, leftKey);
        this.right = new Half<>(right, rightKey);
    }

    /**
     * What both have under a key.
     *
     * @param left null if the one side has no such key
     * @param right null if the other has none
     */
    public record Pair<L, R>(@Nullable L left, @Nullable R right) {}

    @Override
    public boolean hasNext() {
        return left.key != null || right.key != null;
    }

    @Override
    public Pair<L, R> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int order = left.key == null ? 1 : right.key == null ? -1 : left.key.compareTo(right.key);
        return new Pair<>(order <= 0 ? left.take() : null, order >= 0 ? right.take() : null);
    }

    private static final class Half<T> {
        private final Iterator<T> rest;
        private final Function<? super T, Bytes> keys;
        private @Nullable T here;
        private @Nullable Bytes key;

        Half(Iterator<T> rest, Function<? super T, Bytes> keys) {
            this.rest = rest;
            this.keys = keys;
            take();
        }

        /** What is here; null after the last. */
        @Nullable
        T take() {
            T taken = here;
            T next = rest.hasNext() ? rest.next() : null;
            here = next;
            key = next == null ? null : keys.apply(next);
            return taken;
        }
    }
}
