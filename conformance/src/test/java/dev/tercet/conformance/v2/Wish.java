package dev.tercet.conformance.v2;

import java.time.Duration;
import java.util.Optional;

/**
 * How a client is to be different from the plain one, whatever its backend.
 *
 * @param timeout the deadline of its calls
 * @param user who it says it is, with the password
 * @param stays whether it is to stay with the endpoints given, and to learn of no others
 */
record Wish(Optional<Duration> timeout, Optional<User> user, boolean stays) {
    /** As it comes. */
    static final Wish NONE = new Wish(Optional.empty(), Optional.empty(), false);

    /** With the endpoints given and no others. */
    static final Wish STAYING = new Wish(Optional.empty(), Optional.empty(), true);

    /** A name and a password. */
    record User(String name, String password) {}

    static Wish within(Duration timeout) {
        return new Wish(Optional.of(timeout), Optional.empty(), false);
    }

    Wish staying() {
        return new Wish(timeout, user, true);
    }

    static Wish as(String name, String password) {
        return new Wish(Optional.empty(), Optional.of(new User(name, password)), false);
    }
}
