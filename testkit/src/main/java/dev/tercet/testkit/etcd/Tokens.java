package dev.tercet.testkit.etcd;

import java.time.Duration;

/**
 * How a server makes the tokens that it hands to users who gave their password.
 *
 * @param kind the format
 * @param ttl how long a token lives, rounded up to whole seconds; a simple one lives anew after each use
 * @since 0.1
 */
public record Tokens(Kind kind, Duration ttl) {
    /** A token's format. */
    public enum Kind {
        /** A random string that the server remembers. */
        SIMPLE,
        /** A signed statement that any member can check. */
        JWT
    }

    /** etcd's default: simple tokens that live for five minutes. */
    public static Tokens simple() {
        return new Tokens(Kind.SIMPLE, Duration.ofMinutes(5));
    }

    /** Simple tokens that die {@code ttl} after their last use. */
    public static Tokens simple(Duration ttl) {
        return new Tokens(Kind.SIMPLE, ttl);
    }

    /** Signed tokens that die {@code ttl} after they were made; etcd 3.4 or later. */
    public static Tokens jwt(Duration ttl) {
        return new Tokens(Kind.JWT, ttl);
    }

    long ttlSeconds() {
        return ttl.plusNanos(999_999_999).toSeconds();
    }
}
