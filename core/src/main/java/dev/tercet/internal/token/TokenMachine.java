package dev.tercet.internal.token;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One authentication for any number of calls that have no token yet, and one for any number that find theirs refused.
 *
 * <p>Tokens are numbered. A refusal names the number it was sent with: if that is still the current one, a new token is fetched;
 * if not, somebody has already seen to it. While one is being fetched everybody waits for that one. Pure.
 *
 * @param <W> who waits
 */
final class TokenMachine<W> {
    private @Nullable String token;
    private long number;
    private boolean known;
    private boolean fetching;
    private long fetchNumber;
    private List<W> waiters = new ArrayList<>();

    /** What is to be done. */
    sealed interface Effect<W> {}

    /** Authenticate, and report with this number. */
    record Fetch<W>(long fetch) implements Effect<W> {}

    /** Nothing: wait. */
    record Wait<W>() implements Effect<W> {}

    /** There is a token, or none is needed: go. */
    record Go<W>(@Nullable String token, long number) implements Effect<W> {
        /** Without the token. */
        @Override
        public String toString() {
            return "Go[number=" + number + "]";
        }
    }

    /** Somebody needs a token. */
    Effect<W> need(W waiter) {
        if (known) {
            return new Go<>(token, number);
        }
        waiters.add(waiter);
        if (fetching) {
            return new Wait<>();
        }
        fetching = true;
        return new Fetch<>(++fetchNumber);
    }

    /** The server refused the token of this number. */
    void refused(long refusedNumber) {
        if (known && refusedNumber == number) {
            known = false;
            token = null;
        }
    }

    /**
     * A token came, or the server said that it wants none.
     *
     * @return who waited for it; empty for the answer to a fetch given up since
     */
    List<W> fetched(long fetch, @Nullable String fetched) {
        if (fetch != fetchNumber) {
            return List.of();
        }
        known = true;
        token = fetched;
        number++;
        return released();
    }

    /** No token came. Whoever needs one next tries again. */
    List<W> failed(long fetch) {
        return fetch == fetchNumber ? released() : List.of();
    }

    private List<W> released() {
        fetching = false;
        List<W> released = waiters;
        waiters = new ArrayList<>();
        return released;
    }

    /**
     * The credentials are others from now on: what is known and what is being fetched is of no use.
     *
     * @return a fetch to begin at once for those who wait, or null
     */
    @Nullable
    Fetch<W> replaced() {
        known = false;
        token = null;
        if (!fetching) {
            return null;
        }
        return new Fetch<>(++fetchNumber);
    }

    @Nullable
    String token() {
        return token;
    }

    long number() {
        return number;
    }

    boolean isKnown() {
        return known;
    }
}
