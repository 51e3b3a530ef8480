package dev.tercet.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** The keys and values that all contenders use: keys of 16 bytes, values of 100. */
public final class Data {

    /** Length of every value. */
    public static final int VALUE_LENGTH = 100;

    /** How many keys the range row reads at once. */
    public static final int RANGE_KEYS = 10_000;

    /** The prefix of the keys of the range row. */
    public static final byte[] RANGE_PREFIX = ascii("range/");

    /** The prefix of the keys of the watch row. */
    public static final byte[] WATCH_PREFIX = ascii("watch/");

    private Data() {}

    /** A value. */
    public static byte[] value() {
        return ascii("v".repeat(VALUE_LENGTH));
    }

    /** The 1000 keys that puts and gets take in rotation. */
    public static byte[][] keys() {
        return keys("keys/", 1000);
    }

    /** The keys below {@link #RANGE_PREFIX}. */
    public static byte[][] rangeKeys() {
        return keys("range/", RANGE_KEYS);
    }

    /** The 1000 keys below {@link #WATCH_PREFIX}. */
    public static byte[][] watchKeys() {
        return keys("watch/", 1000);
    }

    private static byte[][] keys(String prefix, int count) {
        String format = "%s%0" + (16 - prefix.length()) + "d";
        return IntStream.range(0, count)
                .mapToObj(i -> ascii(String.format(format, prefix, i)))
                .toArray(byte[][]::new);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
