package dev.tercet.kv;

import java.util.Arrays;
import java.util.Objects;

/**
 * One key, or all keys from one to another: what a read, a delete, a compare or a watch is about.
 *
 * <p>The pair is etcd's own: an empty {@code end} means exactly {@code key}; an {@code end} of one zero byte means every key from
 * {@code key} on; otherwise the range is {@code [key, end)} in unsigned byte order.
 *
 * @param key the first key, never empty
 * @param end where the range ends, as above
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#key-ranges">etcd: key ranges</a>
 * @since 0.1
 */
public record KeyRange(Bytes key, Bytes end) {
    private static final Bytes ZERO = Bytes.wrap(new byte[1]);

    /** Every key. */
    public static final KeyRange ALL = new KeyRange(ZERO, ZERO);

    /**
     * Checks the pair.
     *
     * @throws IllegalArgumentException if {@code key} is empty, or {@code end} is neither empty nor one zero byte nor greater than
     *     {@code key}
     */
    public KeyRange {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(end, "end");
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key is empty: etcd has no empty key; KeyRange.ALL is every key");
        }
        if (!end.isEmpty() && !end.equals(ZERO) && end.compareTo(key) <= 0) {
            throw new IllegalArgumentException("end " + end + " is not after key " + key);
        }
    }

    /** Exactly this key. */
    public static KeyRange of(Bytes key) {
        return new KeyRange(key, Bytes.EMPTY);
    }

    /** Exactly this key, in UTF-8. */
    public static KeyRange of(String key) {
        return of(Checks.utf8("key", key));
    }

    /**
     * Keys from {@code from} up to but not including {@code to}.
     *
     * @throws IllegalArgumentException if either is empty or {@code to} is not greater
     */
    public static KeyRange between(Bytes from, Bytes to) {
        Objects.requireNonNull(from, "from");
        if (Objects.requireNonNull(to, "to").isEmpty() || to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("end " + to + " is not after key " + from);
        }
        return new KeyRange(from, to);
    }

    /** Keys from {@code from} up to but not including {@code to}, in UTF-8. */
    public static KeyRange between(String from, String to) {
        return between(Checks.utf8("from", from), Checks.utf8("to", to));
    }

    /** Keys from this one on, without an upper bound; empty means every key. */
    public static KeyRange from(Bytes key) {
        return Objects.requireNonNull(key, "key").isEmpty() ? ALL : new KeyRange(key, ZERO);
    }

    /** Keys from this one on, in UTF-8. */
    public static KeyRange from(String key) {
        return from(Checks.utf8("key", key));
    }

    /** Keys that begin with {@code prefix}; the empty prefix is every key. */
    public static KeyRange prefix(Bytes prefix) {
        return Objects.requireNonNull(prefix, "prefix").isEmpty() ? ALL : new KeyRange(prefix, endOfPrefix(prefix));
    }

    /** Keys that begin with {@code prefix}, in UTF-8. */
    public static KeyRange prefix(String prefix) {
        return prefix(Checks.utf8("prefix", prefix));
    }

    /**
     * Where the keys that begin with {@code prefix} end: the last byte below {@code 0xff} raised by one and the rest cut; one zero
     * byte ("no upper bound") if there is none.
     */
    public static Bytes endOfPrefix(Bytes prefix) {
        byte[] end = prefix.toArray();
        for (int i = end.length - 1; i >= 0; i--) {
            if (end[i] != (byte) 0xff) {
                end[i]++;
                return Bytes.wrap(Arrays.copyOf(end, i + 1));
            }
        }
        return ZERO;
    }

    /** Whether it is exactly one key, so that at most one can be found. */
    public boolean isSingleKey() {
        return end.isEmpty();
    }

    /** Whether the range goes on to the last key there can be. */
    public boolean isUnbounded() {
        return end.equals(ZERO);
    }

    /** Whether the key lies in it, by unsigned bytes as the server compares them. */
    public boolean contains(Bytes candidate) {
        if (isSingleKey()) {
            return candidate.equals(key);
        }
        return candidate.compareTo(key) >= 0 && (isUnbounded() || candidate.compareTo(end) < 0);
    }

    @Override
    public String toString() {
        if (isSingleKey()) {
            return key.toString();
        }
        if (equals(ALL)) {
            return "every key";
        }
        if (end.equals(endOfPrefix(key)) && !isUnbounded()) {
            return "prefix " + key;
        }
        return isUnbounded() ? "keys from " + key : "keys from " + key + " to " + end;
    }
}
