package dev.tercet.proto.codec;

import dev.tercet.kv.Bytes;
import java.util.Arrays;

/**
 * Counts the bytes of a message, and of each message inside it: their lengths come before them on the wire, and would else be counted
 * anew at each level, which for a transaction in a transaction, and so on, takes longer than anybody waits.
 */
final class WireLength extends WireOut {
    private static final int[] NONE = {};

    private long length;

    /** Of the messages inside, in the order in which they begin. */
    private int[] inner = NONE;

    private int messages;

    private WireLength() {}

    /**
     * How many bytes the message has.
     *
     * @throws ArithmeticException if they are more than any message may have
     */
    static <T> WireLength of(T value, Form<T> form) {
        WireLength counted = new WireLength();
        form.write(value, counted);
        Math.toIntExact(counted.length);
        return counted;
    }

    int total() {
        return (int) length;
    }

    /** The length of the message inside that is the {@code message}th to begin, from 0. */
    int inner(int message) {
        return inner[message];
    }

    @Override
    void varint(long value) {
        // Seven bits to a byte, and one byte for none.
        length += (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    @Override
    void content(Bytes bytes) {
        length += bytes.length();
    }

    @Override
    <T> void message(int field, T value, Form<T> form) {
        int message = messages++;
        if (message == inner.length) {
            inner = Arrays.copyOf(inner, Math.max(8, 2 * message));
        }
        long before = length;
        form.write(value, this);
        long its = length - before;
        // Too long for an int, it is part of a whole that is refused.
        inner[message] = (int) its;
        opening(field, its);
    }
}
