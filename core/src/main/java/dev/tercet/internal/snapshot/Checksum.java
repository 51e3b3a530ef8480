package dev.tercet.internal.snapshot;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The checksum of a snapshot: its last 32 bytes are the SHA-256 of all before, which is whole pages of 512 bytes. Which bytes are the
 * last is known only at the end, so as many are always held back.
 */
final class Checksum {
    private static final int LENGTH = 32;
    private static final int PAGE = 512;

    private final MessageDigest digest;
    private byte[] tail = new byte[0];
    private long size;

    Checksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    void add(ByteBuffer bytes) {
        size += bytes.remaining();
        byte[] joined = Arrays.copyOf(tail, tail.length + bytes.remaining());
        bytes.get(joined, tail.length, bytes.remaining());
        int sure = Math.max(joined.length - LENGTH, 0);
        digest.update(joined, 0, sure);
        tail = Arrays.copyOfRange(joined, sure, joined.length);
    }

    long size() {
        return size;
    }

    /** The checksum in hexadecimal, if it is right; otherwise what is wrong. Once, at the end. */
    Verdict verify() {
        if (size % PAGE != LENGTH) {
            return new Verdict(false, size + " bytes are not whole pages and a checksum: it is incomplete");
        }
        byte[] computed = digest.digest();
        if (!MessageDigest.isEqual(computed, tail)) {
            return new Verdict(
                    false,
                    "its checksum is " + HexFormat.of().formatHex(computed) + ", but it says "
                            + HexFormat.of().formatHex(tail) + ": it is damaged");
        }
        return new Verdict(true, HexFormat.of().formatHex(computed));
    }

    /**
     * What came out.
     *
     * @param isRight whether the checksum fits
     * @param text the checksum, or what is wrong
     */
    record Verdict(boolean isRight, String text) {}
}
