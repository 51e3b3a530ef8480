package dev.tercet.cli.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * The SHA-256 of all lines of a file of NDJSON. Code that was compiled quickly takes as long for it as for all else that is done with a
 * line, so it is done beside.
 *
 * <p>Threads: the caller's alone adds; one of the JVM's pool sums up the piece before. Each hands over by {@code summing}.
 */
final class Checksum {
    private static final int PIECE = 1 << 17;

    private final MessageDigest digest;
    private byte[] piece = new byte[PIECE];
    private byte[] before = new byte[PIECE];
    private int filled;
    private CompletableFuture<Void> summing = CompletableFuture.completedFuture(null);

    /** Of nothing yet. */
    Checksum() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds these bytes, which may change afterwards. */
    void add(byte[] bytes, int from, int count) {
        int at = from;
        while (at < from + count) {
            int some = Math.min(from + count - at, PIECE - filled);
            System.arraycopy(bytes, at, piece, filled, some);
            filled += some;
            at += some;
            if (filled == PIECE) {
                sumUp();
            }
        }
    }

    private void sumUp() {
        summing.join();
        byte[] full = piece;
        int length = filled;
        summing = CompletableFuture.runAsync(() -> digest.update(full, 0, length));
        piece = before;
        before = full;
        filled = 0;
    }

    /** The sum of all that was added, as it stands in the file. Nothing is added after it. */
    String text() {
        summing.join();
        digest.update(piece, 0, filled);
        return HexFormat.of().formatHex(digest.digest());
    }
}
