package dev.tercet.recipes.internal.mirror;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Both sides and the marks, each in the order of the tails, brought together tail by tail. */
final class Join {
    /** What is brought together. */
    enum Side {
        SOURCE,
        DESTINATION,
        MARKS
    }

    /**
     * A tail and who has it.
     *
     * @param tail the key behind its prefix
     * @param source the key at the source, if it is there
     * @param destination the key at the destination, if it is there
     * @param marked whether it has a mark
     */
    record Row(
            Bytes tail, @Nullable KeyValue source, @Nullable KeyValue destination, boolean marked) {
        /** Whether the destination has what it should have of a key that the source has. */
        boolean isSame() {
            return source != null
                    && destination != null
                    && source.value().equals(destination.value())
                    // A key on a lease would go by itself.
                    && destination.lease() == 0;
        }
    }

    private record Entry(Bytes tail, KeyValue kv) {}

    private final Names names;
    private final Map<Side, Deque<Entry>> entries = new EnumMap<>(Side.class);
    private final Map<Side, Boolean> more = new EnumMap<>(Side.class);

    Join(Names names) {
        this.names = names;
        for (Side side : Side.values()) {
            entries.put(side, new ArrayDeque<>());
            more.put(side, side != Side.MARKS || names.keepsForeign());
        }
    }

    /** The side that has to bring something before it can go on; empty if none. */
    Optional<Side> wants() {
        for (Side side : Side.values()) {
            if (of(side).isEmpty() && Boolean.TRUE.equals(more.get(side))) {
                return Optional.of(side);
            }
        }
        return Optional.empty();
    }

    /** What a side brings next. */
    void bring(Side side, List<KeyValue> kvs, boolean thereIsMore) {
        for (KeyValue kv : kvs) {
            Bytes tail = tail(side, kv.key());
            if (names.isCopied(tail)) {
                of(side).add(new Entry(tail, kv));
            }
        }
        more.put(side, thereIsMore);
    }

    /** The next tail, if no side {@linkplain #wants wants}; null when all are through. */
    @Nullable
    Row next() {
        @Nullable Bytes first = null;
        for (Deque<Entry> side : entries.values()) {
            Entry head = side.peek();
            if (head != null && (first == null || head.tail.compareTo(first) < 0)) {
                first = head.tail;
            }
        }
        return first == null
                ? null
                : new Row(
                        first,
                        take(Side.SOURCE, first),
                        take(Side.DESTINATION, first),
                        take(Side.MARKS, first) != null);
    }

    private @Nullable KeyValue take(Side side, Bytes tail) {
        Entry head = of(side).peek();
        if (head == null || !head.tail.equals(tail)) {
            return null;
        }
        of(side).remove();
        return head.kv;
    }

    private Bytes tail(Side side, Bytes key) {
        return switch (side) {
            case SOURCE -> names.tailAtSource(key);
            case DESTINATION -> names.tailAtDestination(key);
            case MARKS -> names.tailOfMark(key);
        };
    }

    private Deque<Entry> of(Side side) {
        return Objects.requireNonNull(entries.get(side));
    }
}
