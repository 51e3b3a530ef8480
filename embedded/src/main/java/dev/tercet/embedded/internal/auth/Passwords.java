package dev.tercet.embedded.internal.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.Base64;

/** Passwords as etcd keeps them: by bcrypt. */
final class Passwords {
    // The least that bcrypt knows, and that etcd's --bcrypt-cost takes: these passwords guard nothing, and tests log in
    // often.
    private static final int COST = 4;
    private static final int MAX_BYTES = 72;
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;
    private static final LongPasswordStrategy TOO_LONG = LongPasswordStrategies.truncate(VERSION);

    private Passwords() {}

    /** The hash of a password. Takes about a millisecond: not within a step. */
    static ByteString hash(String password) {
        byte[] bytes = password.getBytes(UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw EtcdErrors.PASSWORD_IS_TOO_LONG;
        }
        return ByteString.copyFrom(BCrypt.with(TOO_LONG).hash(COST, bytes));
    }

    /** A hash that was made elsewhere, in base64. */
    static ByteString decode(String hash) {
        String digits = hash.replace("\r", "").replace("\n", "");
        // Go insists on the padding; Java's decoder does not.
        if (digits.length() % 4 != 0) {
            throw EtcdErrors.PASSWORD_FOR_NO_PASSWORD_USER;
        }
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(digits));
        } catch (IllegalArgumentException e) {
            throw EtcdErrors.PASSWORD_FOR_NO_PASSWORD_USER;
        }
    }

    /** Whether it is the password of this hash. As long as its cost says: not within a step. */
    static boolean match(String password, ByteString hash) {
        return !hash.isEmpty()
                && BCrypt.verifyer(VERSION, TOO_LONG).verify(password.getBytes(UTF_8), hash.toByteArray()).verified;
    }
}
