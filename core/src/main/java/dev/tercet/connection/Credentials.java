package dev.tercet.connection;

import java.util.Objects;

/**
 * Who the client is to etcd.
 *
 * @since 0.1
 */
public sealed interface Credentials {
    /** Nobody. */
    Credentials NONE = new Anonymous();

    /**
     * A user with a password: the client authenticates by itself, and again whenever its token has expired.
     *
     * @throws IllegalArgumentException if the user's name is empty
     */
    static Credentials of(String user, String password) {
        return new Password(user, password);
    }

    /** A token made elsewhere, such as a JWT: sent as it is, and never renewed by the client. */
    static Credentials ofToken(String token) {
        return new Token(token);
    }

    /** No credentials. */
    record Anonymous() implements Credentials {}

    /**
     * A user with a password.
     *
     * @param user the name
     * @param password the password, which {@link #toString()} does not show
     */
    record Password(String user, String password) implements Credentials {
        /** Checks the name. */
        public Password {
            Objects.requireNonNull(password, "password");
            if (user.isEmpty()) {
                throw new IllegalArgumentException("user is empty");
            }
        }

        @Override
        public String toString() {
            // What follows a colon may well be a password that was meant to be one.
            int colon = user.indexOf(':');
            return "user " + (colon < 0 ? user : user.substring(0, colon + 1) + "***");
        }
    }

    /**
     * A token made elsewhere.
     *
     * @param token the token, which {@link #toString()} does not show
     */
    record Token(String token) implements Credentials {
        /** Checks the token. */
        public Token {
            if (token.isEmpty()) {
                throw new IllegalArgumentException("token is empty");
            }
        }

        @Override
        public String toString() {
            return "a token";
        }
    }
}
