package dev.tercet.cli.look;

import dev.tercet.cli.transfer.SideBySide;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Where two sides are not the same. Both come in ascending order of their keys. */
final class Differences implements Iterator<Difference> {
    private final SideBySide<KeyValue, KeyValue> sides;
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
        this.sides = new SideBySide<>(
                left, kv -> kv.key().from(leftPrefix), right, kv -> kv.key().from(rightPrefix));
        this.same = same;
    }

    /** How many keys were the same so far. */
    long equal() {
        return equal;
    }

    @Override
    public boolean hasNext() {
        while (next == null && sides.hasNext()) {
            SideBySide.Pair<KeyValue, KeyValue> pair = sides.next();
            KeyValue left = pair.left();
            KeyValue right = pair.right();
            if (left != null && right != null && same.test(left.value(), right.value())) {
                equal++;
            } else {
                next = new Difference(left, right);
            }
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
}
