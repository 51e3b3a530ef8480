package dev.tercet.conformance.v2;

import java.time.Duration;
import java.util.Optional;

/**
 * How a client is to be different from the plain one, whatever its backend.
 *
 * @param timeout the deadline of its calls
 * @param user who it says it is, with the password
 */
record Wish(Optional<Duration> timeout, Optional<User> user) {
    /** As it comes. */
    static final Wish NONE = new Wish(Optional.empty(), Optional.empty());

    /** A name and a password. */
    record User(String name, String password) {}

    static Wish within(Duration timeout) {
        return new Wish(Optional.of(timeout), Optional.empty());
    }

    static Wish as(String name, String password) {
        return new Wish(Optional.empty(), Optional.of(new User(name, password)));
    }
}
