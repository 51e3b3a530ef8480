package dev.tercet.cli.snapshot;

import dev.tercet.cli.bolt.Broken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 that the server puts after a snapshot. A copy of a database file has none. */
final class Seal {
    /** Its length. */
    static final int LENGTH = 32;

    private static final int SECTOR = 512;
    private static final int PART = 1 << 16;

    private Seal() {}

    /** Whether there is one: databases have whole sectors, as etcd's restore reckons too. */
    static boolean isThere(long length) {
        return length % SECTOR == LENGTH;
    }

    /**
     * Compares it with what is before it.
     *
     * @throws Broken if it does not fit
     */
    static void check(Path path, long length) throws IOException {
        MessageDigest digest = sha256();
        byte[] part = new byte[PART];
        try (InputStream in = Files.newInputStream(path)) {
            long left = length - LENGTH;
            while (left > 0) {
                int count = in.readNBytes(part, 0, (int) Math.min(part.length, left));
                if (count == 0) {
                    throw new Broken("was cut while it was read");
                }
                digest.update(part, 0, count);
                left -= count;
            }
            if (!MessageDigest.isEqual(digest.digest(), in.readNBytes(LENGTH))) {
                throw new Broken("is broken: the checksum at its end is of something else");
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
