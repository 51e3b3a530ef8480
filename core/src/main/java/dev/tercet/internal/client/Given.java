package dev.tercet.internal.client;

import dev.tercet.kv.Bytes;
import java.time.Duration;
import java.util.List;

/** Checks of arguments, before anything is sent. */
final class Given {
    private Given() {}

    static Bytes name(String what, Bytes name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return name;
    }

    static String name(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return name;
    }

    static String password(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("password is empty: a user without one is added as such");
        }
        return password;
    }

    static List<String> peerUrls(List<String> peerUrls) {
        if (peerUrls.isEmpty()) {
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
        if (ttl.isZero() || ttl.isNegative()) {
            throw new IllegalArgumentException("ttl must be more than zero, not " + ttl);
        }
        return ttl.getNano() == 0 || ttl.getSeconds() == Long.MAX_VALUE ? ttl.getSeconds() : ttl.getSeconds() + 1;
    }
}
