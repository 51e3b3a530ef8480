package dev.tercet.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;

/** The keys and values that all contenders use: keys of 16 bytes, values of 100. */
public final class Data {

    /** Length of every value. */
    public static final int VALUE_LENGTH = 100;

    /** The prefix of the keys of the watch row. */
    public static final byte[] WATCH_PREFIX = ascii("watch/");

    private Data() {}

    /** A value. */
    public static byte[] value() {
        return value(VALUE_LENGTH);
    }

    /** A value of that many bytes, for rows about that. */
    public static byte[] value(int bytes) {
        return ascii("v".repeat(bytes));
    }

    /** The key of the value of that many bytes. */
    public static byte[] sizedKey(int bytes) {
        return ascii(String.format(Locale.ROOT, "sized/%010d", bytes));
    }

    /** The 1000 keys that puts and gets take in rotation. */
    public static byte[][] keys() {
        return keys("keys/", 1000);
    }

    /** The prefix of the keys that a range of so many reads: nine bytes, and no others begin with them. */
    public static byte[] rangePrefix(int count) {
        return ascii(prefix(count));
    }

    /** The keys below {@link #rangePrefix}. */
    public static byte[][] rangeKeys(int count) {
        return keys(prefix(count), count);
    }

    /** How many keys are below this prefix, if it is {@link #rangePrefix}; otherwise 0. */
    public static int rangeKeys(byte[] prefix) {
        String text = new String(prefix, StandardCharsets.US_ASCII);
        return text.matches("r\\d{7}/") ? Integer.parseInt(text.substring(1, 8)) : 0;
    }

    private static String prefix(int count) {
        return String.format(Locale.ROOT, "r%07d/", count);
    }

    /** So many keys that are watched and never put. */
    public static byte[][] watchedKeys(int count) {
        return keys("watched/", count);
    }

    /** The 1000 keys below {@link #WATCH_PREFIX}. */
    public static byte[][] watchKeys() {
        return keys("watch/", 1000);
    }

    private static byte[][] keys(String prefix, int count) {
        String format = "%s%0" + (16 - prefix.length()) + "d";
        return IntStream.range(0, count)
                .mapToObj(i -> ascii(String.format(Locale.ROOT, format, prefix, i)))
                .toArray(byte[][]::new);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
