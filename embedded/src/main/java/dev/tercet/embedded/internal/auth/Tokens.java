package dev.tercet.embedded.internal.auth;

import dev.tercet.embedded.internal.time.Time;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Etcd's simple tokens: letters and a number that mean nothing, known to the server, and gone when they were not used for long. */
final class Tokens {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int LENGTH = 16;

    private final Time time;
    private final long ttl;
    private final SecureRandom random = new SecureRandom();

    // The one used longest ago first, which is the first to expire: all live equally long.
    private final Map<String, Token> tokens = new LinkedHashMap<>(16, 0.75f, true);

    Tokens(Time time, Duration ttl) {
        this.time = time;
        this.ttl = ttl.toNanos();
    }

    /** A new one for a user, made at this index of the log. */
    String assign(String user, long index) {
        dropExpired();
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        token.append('.').append(index);
        tokens.put(token.toString(), new Token(user, time.nanos()));
        return token.toString();
    }

    /** Whose it is, or null if it is nobody's, or its time is up. This is a use of it. */
    @Nullable
    String user(String token) {
        Token known = tokens.get(token);
        if (known == null) {
            return null;
        }
        long now = time.nanos();
        if (known.isExpired(now)) {
            tokens.remove(token);
            return null;
        }
        known.used = now;
        return known.user;
    }

    void drop(String token) {
        tokens.remove(token);
    }

    void dropOf(String user) {
        tokens.values().removeIf(token -> token.user.equals(user));
    }

    void clear() {
        tokens.clear();
    }

    private void dropExpired() {
        long now = time.nanos();
        Iterator<Token> oldest = tokens.values().iterator();
        while (oldest.hasNext() && oldest.next().isExpired(now)) {
            oldest.remove();
        }
    }

    private final class Token {
        final String user;
        long used;

        Token(String user, long used) {
            this.user = user;
            this.used = used;
        }

        boolean isExpired(long now) {
            return now - used >= ttl;
        }
    }
}
