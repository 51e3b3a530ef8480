package dev.tercet.internal.token;

import dev.tercet.connection.Credentials;
import dev.tercet.error.EtcdException;
import dev.tercet.internal.GuardedBy;
import dev.tercet.spi.CallContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's token: asked for with every call, fetched when there is none.
 *
 * <p>The common case, a token at hand or no credentials at all, reads one volatile field. Everything else goes through the machine
 * under the monitor, which is never held while a waiter or the fetcher is called.
 */
public final class Tokens {
    /** Authenticates. */
    public interface Fetcher {
        /** Answers with a token, null when the server wants none, or a failure; exactly once. */
        void fetch(Credentials.Password who, Answer answer);
    }

    /** Takes what came of it. */
    public interface Answer {
        void done(@Nullable String token, @Nullable EtcdException failure);
    }

    /** Waits for a token. */
    public interface Waiter {
        /** Exactly one of the two is null. */
        void ready(@Nullable Held held, @Nullable EtcdException failure);
    }

    /**
     * A token with its number, made into what a call carries.
     *
     * @param number which token it is, for {@link #refused}
     * @param plain the context of a call that needs no leader
     * @param withLeader the context of a call that does
     */
    public record Held(long number, CallContext plain, CallContext withLeader) {
        static Held of(long number, @Nullable String token) {
            return token == null
                    ? new Held(number, CallContext.PLAIN, CallContext.WITH_LEADER)
                    : new Held(number, new CallContext(token, false), new CallContext(token, true));
        }
    }

    @GuardedBy("this")
    private final TokenMachine<Waiter> machine = new TokenMachine<>();

    private final Fetcher fetcher;

    @GuardedBy("this")
    private Credentials credentials;

    /** Ready tokens, and none, count down from 0; fetched ones count up from 1: so none is taken for another. */
    @GuardedBy("this")
    private long readyNumber;

    /** What calls carry now; null while a token is wanting. */
    private volatile @Nullable Held held;

    public Tokens(Credentials credentials, Fetcher fetcher) {
        this.fetcher = fetcher;
        this.credentials = credentials;
        this.held = given(credentials, 0);
    }

    private static @Nullable Held given(Credentials credentials, long number) {
        if (credentials instanceof Credentials.Password) {
            return null;
        }
        return Held.of(number, credentials instanceof Credentials.Token ready ? ready.token() : null);
    }

    /** What calls carry now, or null: then {@link #await}. */
    public @Nullable Held heldOrNull() {
        return held;
    }

    /** Hands over a token as soon as there is one, possibly at once. */
    public void await(Waiter waiter) {
        TokenMachine.Effect<Waiter> effect;
        Credentials.Password who = null;
        Held now;
        synchronized (this) {
            now = held;
            effect = now == null ? machine.need(waiter) : new TokenMachine.Wait<>();
            if (credentials instanceof Credentials.Password password) {
                who = password;
            }
        }
        if (now != null) {
            waiter.ready(now, null);
        } else if (effect instanceof TokenMachine.Go<Waiter> go) {
            waiter.ready(Held.of(go.number(), go.token()), null);
        } else if (effect instanceof TokenMachine.Fetch<Waiter> fetch && who != null) {
            fetch(who, fetch.fetch());
        }
    }

    private void fetch(Credentials.Password who, long fetch) {
        fetcher.fetch(who, (token, failure) -> fetched(fetch, token, failure));
    }

    private void fetched(long fetch, @Nullable String token, @Nullable EtcdException failure) {
        List<Waiter> waiters;
        Held now = null;
        synchronized (this) {
            if (failure != null) {
                waiters = machine.failed(fetch);
            } else {
                waiters = machine.fetched(fetch, token);
                if (machine.isKnown()) {
                    held = Held.of(machine.number(), machine.token());
                    now = held;
                }
            }
        }
        for (Waiter waiter : waiters) {
            waiter.ready(failure == null ? now : null, failure);
        }
    }

    /**
     * The server refused the token of this number.
     *
     * @return whether there is another, or one can be had
     */
    public synchronized boolean refused(long number) {
        if (!(credentials instanceof Credentials.Password)) {
            Held now = held;
            // Replaced while the call was under way.
            return now != null && now.number() != number;
        }
        machine.refused(number);
        if (!machine.isKnown()) {
            held = null;
        }
        return true;
    }

    /** Uses other credentials from the next call on. */
    public void replace(Credentials other) {
        TokenMachine.Fetch<Waiter> again;
        List<Waiter> waiters = List.of();
        Held now;
        synchronized (this) {
            credentials = other;
            again = machine.replaced();
            now = given(other, --readyNumber);
            held = now;
            if (now != null && again != null) {
                waiters = machine.failed(again.fetch());
            }
        }
        if (again != null && other instanceof Credentials.Password who) {
            fetch(who, again.fetch());
        }
        for (Waiter waiter : waiters) {
            waiter.ready(now, null);
        }
    }
}
