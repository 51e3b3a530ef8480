package dev.tercet.cli.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The last line of NDJSON, by which it is known to be whole: how many keys, at which revision, and a checksum of all lines before. */
final class Trailer {
    static final String KEYS = "keys";
    static final String REVISION = "revision";
    static final String SUM = "sha256";

    private Trailer() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The sum as it stands in the line. */
    static String text(MessageDigest sum) {
        return HexFormat.of().formatHex(sum.digest());
    }
}
