package dev.tercet.internal.client;

import dev.tercet.kv.Bytes;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Checks of arguments, before anything is sent. */
final class Given {
    private Given() {}

    /** A text as the client's bytes; a null is complained of by the name that the caller knows. */
    static Bytes text(String what, String text, Charset charset) {
        return Bytes.of(Objects.requireNonNull(text, what), charset);
    }

    static Bytes name(String what, Bytes name) {
        if (Objects.requireNonNull(name, what).isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return name;
    }

    static String name(String what, String name) {
        if (Objects.requireNonNull(name, what).isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return name;
    }

    static String password(String password) {
        if (Objects.requireNonNull(password, "password").isEmpty()) {
            throw new IllegalArgumentException("password is empty: a user without one is added as such");
        }
        return password;
    }

    static List<String> peerUrls(List<String> peerUrls) {
        if (Objects.requireNonNull(peerUrls, "peerUrls").isEmpty()) {
            throw new IllegalArgumentException("peerUrls is empty: a member has at least one");
        }
        return List.copyOf(peerUrls);
    }

    static long revision(long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision is negative: " + revision);
        }
        return revision;
    }

    /** Whole seconds, rounded up: the server counts no less, and a lease must not end before the caller's time. */
    static long ttlSeconds(Duration ttl) {
        if (Objects.requireNonNull(ttl, "ttl").isZero() || ttl.isNegative()) {
            throw new IllegalArgumentException("ttl must be more than zero, not " + ttl);
        }
        return ttl.getNano() == 0 || ttl.getSeconds() == Long.MAX_VALUE ? ttl.getSeconds() : ttl.getSeconds() + 1;
    }
}
