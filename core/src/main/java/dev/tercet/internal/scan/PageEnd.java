package dev.tercet.internal.scan;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the next so many keys of a range may end, judging by those that came. Pure.
 *
 * <p>Whatever the limit of a read, etcd counts all keys of its range: each page would have all that is left counted, which for
 * a hundred pages makes fifty times the range. So a page of a large range has an end of its own. It is a guess, and any guess is right: what is behind it is the
 * next page's.
 *
 * <p>Keys are taken for numbers in as many digits as they are seen to use, from a little before where those of a page begin to differ:
 * keys that count in decimals are guessed to the digit, and where others have gaps or crowds, the next page tells.
 */
final class PageEnd {
    private static final int SAMPLES = 64;
    private static final int SAMPLED_BYTES = 16;

    /** So many digits before the first that differs, for what is carried. */
    private static final int CARRIED = 4;

    private static final long MOST = 1L << 52;

    /** How often the next guess reaches sixteen times as far because there was next to nothing; then there is no end. */
    private static final int PATIENCE = 8;

    private int at;
    private int lowest;
    private int base;
    private int digits;
    private long most;

    /** From one key to the next, on average; 0 while nobody knows. */
    private double step;

    private int empty;

    /** A page came, and all keys before {@code end} with it. */
    void read(List<KeyValue> page, Bytes end) {
        // One key in all that was read tells no more than none: how far the next is nobody knows.
        if (page.isEmpty() || (page.size() == 1 && !end.equals(page.get(0).key().next()))) {
            empty++;
            return;
        }
        empty = 0;
        if (page.size() > 1) {
            learn(page, end);
        }
    }

    private void learn(List<KeyValue> page, Bytes end) {
        Bytes first = page.get(0).key();
        Bytes last = page.get(page.size() - 1).key();
        int differs = common(first, last);
        int highest = 0;
        lowest = 0xff;
        int apart = Math.max(1, page.size() / SAMPLES);
        for (int i = page.size() - 1; i >= 0; i -= apart) {
            Bytes key = page.get(i).key();
            for (int j = differs; j < Math.min(key.length(), differs + SAMPLED_BYTES); j++) {
                lowest = Math.min(lowest, key.at(j) & 0xff);
                highest = Math.max(highest, key.at(j) & 0xff);
            }
        }
        base = Math.max(2, highest - lowest + 1);
        digits = 0;
        for (most = 1; most * base <= MOST; most *= base) {
            digits++;
        }
        at = differs;
        while (at > 0 && differs - at < CARRIED && isDigit(last.at(at - 1) & 0xff)) {
            at--;
        }
        long reached = number(common(last, end) < at ? last : end);
        step = Math.max(1, reached - number(first)) / (double) page.size();
    }

    private static int common(Bytes one, Bytes other) {
        int length = Math.min(one.length(), other.length());
        int same = 0;
        while (same < length && one.at(same) == other.at(same)) {
            same++;
        }
        return same;
    }

    private boolean isDigit(int b) {
        return b >= lowest && b < lowest + base;
    }

    private long number(Bytes key) {
        long number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = i < key.length() ? (key.at(i) & 0xff) - lowest : 0;
            number = number * base + Math.max(0, Math.min(digit, base - 1));
        }
        return number;
    }

    /** An end for about so many keys from {@code from} on; null if there is nothing to go by. */
    @Nullable
    Bytes after(Bytes from, long keys) {
        if (step == 0 || empty > PATIENCE) {
            return null;
        }
        long number = reached(from, keys);
        while (number >= most) {
            // Carried beyond the first digit: there may be more before it.
            if (at == 0 || at > from.length() || !isDigit(from.at(at - 1) & 0xff)) {
                return null;
            }
            at--;
            step /= base;
            number = reached(from, keys);
        }
        return key(from, number);
    }

    private long reached(Bytes from, long keys) {
        double far = Math.scalb(Math.max(1, step * keys), 4 * empty);
        return number(from) + (long) Math.min(far, MOST);
    }

    /** What begins like {@code from} and goes on with that number; null if that is not after it. */
    private @Nullable Bytes key(Bytes from, long its) {
        long number = its;
        byte[] end = new byte[at + digits];
        Arrays.fill(end, (byte) lowest);
        for (int i = 0; i < Math.min(at, from.length()); i++) {
            end[i] = from.at(i);
        }
        int length = at;
        for (int i = at + digits - 1; i >= at; i--) {
            int digit = (int) (number % base);
            number /= base;
            end[i] = (byte) (lowest + digit);
            // Those that are none at the end say nothing.
            length = digit > 0 ? Math.max(length, i + 1) : length;
        }
        Bytes guess = Bytes.wrap(end, 0, length);
        return guess.compareTo(from) > 0 ? guess : null;
    }
}
