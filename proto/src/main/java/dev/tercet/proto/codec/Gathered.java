package dev.tercet.proto.codec;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The elements of a list while they are read. How many there will be nobody says, but how many bytes are left is known, and what the
 * elements so far took: so a list of a hundred thousand is copied three times instead of thirty, and ends with no room unused.
 *
 * @param <T> an element
 */
final class Gathered<T> {
    // The first few may be much smaller than the rest.
    private static final int MOST_TIMES = 64;

    private final long begin;
    private Object[] elements = {};
    private int size;

    /** None yet; the first one's tag, of one byte, has just been read, and so many bytes are left. */
    Gathered(int left) {
        begin = left + 1L;
    }

    /** Adds one, after which so many bytes are left. */
    void add(T element, int left) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, room(size + 1, left));
        }
        elements[size++] = element;
    }

    private int room(int known, int left) {
        long read = Math.max(1, begin - left);
        long expected = known + Math.min((long) left * known / read, (long) known * MOST_TIMES);
        return (int) Math.max(expected, known + (size >> 1));
    }

    /** All of them, unmodifiable. */
    @SuppressWarnings("unchecked") // Nothing else was added.
    List<T> all() {
        if (size == 1) {
            return List.of((T) elements[0]);
        }
        Object[] all = size == elements.length ? elements : Arrays.copyOf(elements, size);
        return Collections.unmodifiableList((List<T>) Arrays.asList(all));
    }
}
