package dev.tercet.cli.look;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where two sides are not the same. Both come in ascending order of their keys, and are walked side by side: one key of each is in memory.
 */
final class Differences implements Iterator<Difference> {
    private final Walk left;
    private final Walk right;
    private final BiPredicate<Bytes, Bytes> same;
    private @Nullable Difference next;
    private long equal;

    /**
     * Of these.
     *
     * @param leftPrefix how many bytes of the one side's keys do not count
     * @param rightPrefix the other side's
     * @param same whether two values are the same
     */
    Differences(
            Iterator<KeyValue> left,
            int leftPrefix,
            Iterator<KeyValue> right,
            int rightPrefix,
            BiPredicate<Bytes, Bytes> same) {
        this.left = new Walk(left, leftPrefix);
        this.right = new Walk(right, rightPrefix);
        this.same = same;
    }

    /** How many keys were the same so far. */
    long equal() {
        return equal;
    }

    @Override
    public boolean hasNext() {
        while (next == null && (left.here != null || right.here != null)) {
            next = step();
        }
        return next != null;
    }

    @Override
    public Difference next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Difference found = next;
        next = null;
        return found;
    }

    private @Nullable Difference step() {
        int order =
                left.here == null ? 1 : right.here == null ? -1 : left.name().compareTo(right.name());
        KeyValue one = order <= 0 ? left.take() : null;
        KeyValue other = order >= 0 ? right.take() : null;
        if (one != null && other != null && same.test(one.value(), other.value())) {
            equal++;
            return null;
        }
        return new Difference(one, other);
    }

    private static final class Walk {
        private final Iterator<KeyValue> rest;
        private final int prefix;
        private @Nullable KeyValue here;

        Walk(Iterator<KeyValue> rest, int prefix) {
            this.rest = rest;
            this.prefix = prefix;
            here = rest.hasNext() ? rest.next() : null;
        }

        Bytes name() {
            if (here == null) {
                throw new NoSuchElementException();
            }
            return here.key().from(prefix);
        }

        @Nullable
        KeyValue take() {
            KeyValue taken = here;
            here = rest.hasNext() ? rest.next() : null;
            return taken;
        }
    }
}
