package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;

/**
 * Keys as requests name them: {@code key} alone if {@code end} is empty, all from {@code key} on if it is one zero byte, and
 * otherwise those from {@code key} up to but without {@code end}.
 */
public record KeyInterval(ByteString key, ByteString end) {
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    /** Every key. */
    public static final KeyInterval ALL = new KeyInterval(ZERO, ZERO);

    /** One key. */
    public static KeyInterval of(ByteString key) {
        return new KeyInterval(key, ByteString.EMPTY);
    }

    /** Whether it is one key. */
    public boolean isSingle() {
        return end.isEmpty();
    }

    /** Whether it has no end. */
    public boolean isOpen() {
        return isNoEnd(end);
    }

    /** Whether this is what requests have for an end where there is none: one zero byte. */
    public static boolean isNoEnd(ByteString end) {
        return end.size() == 1 && end.byteAt(0) == 0;
    }

    /** Whether it has this key. */
    public boolean contains(ByteString candidate) {
        if (isSingle()) {
            return key.equals(candidate);
        }
        return Keys.compare(candidate, key) >= 0 && (isOpen() || Keys.compare(candidate, end) < 0);
    }

    /** Whether no key can be in it. */
    public boolean isEmpty() {
        return !isSingle() && !isOpen() && Keys.compare(key, end) >= 0;
    }
}
