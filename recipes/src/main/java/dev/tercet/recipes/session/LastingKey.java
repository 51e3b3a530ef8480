package dev.tercet.recipes.session;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A key that is kept present as long as this program runs, and goes when it ends: on the lease of whatever session a {@link
 * LastingSession} has.
 *
 * <p>It is put again when its session was lost, and when somebody deleted it. It is not fought over: when somebody else puts the key,
 * on another lease or on none, that stays, and this one waits until the key is gone. So of two programs that take the same key
 * over, the later one has it.
 *
 * <p><b>Guarantee.</b> As long as a session lives and nobody else puts it, the key is there again soon after each deletion. There are
 * moments when it is not. What another has put is never overwritten or deleted, but for what {@link Claim#TAKE_OVER} says.
 * <b>Cost.</b> Two round trips for the first put, one for each that follows, and a watch. When the session is <b>lost</b> the key goes
 * with it, and comes back with the next. <b>Keys.</b> The one that was given, verbatim.
 *
 * @since 0.1
 */
public interface LastingKey extends AutoCloseable {
    /** What becomes of a key that is there when this begins. */
    enum Claim {
        /** It is overwritten, such as one that this program left when it crashed. Once only: what is put later stays. */
        TAKE_OVER,
        /** It stays, and this one waits until it is gone. */
        WAIT
    }

    /** The key. */
    Bytes key();

    /** The value that it is to have. */
    Bytes value();

    /** Whether it is there with that value and ours, as far as is known. */
    boolean isPresent();

    /** The lease that it hangs on; empty when it is not {@linkplain #isPresent() present}. */
    Optional<Long> lease();

    /**
     * When it is there with its value.
     *
     * @return at once if it is; fails with {@code ClientClosedException} if it is closed first. Cancelling it harms nobody
     */
    CompletableFuture<Void> awaitPresentAsync();

    /** {@link #awaitPresentAsync()}, waiting for it, however long that takes. */
    default void awaitPresent() {
        Await.on("wait for a lasting key", awaitPresentAsync());
    }

    /**
     * Gives it another value, from now on.
     *
     * @return completes when the server has it, or a later one. Cancelling it takes nothing back; fails with {@code
     *     ClientClosedException} if the key is closed first
     */
    CompletableFuture<Void> setValueAsync(Bytes value);

    /** {@link #setValueAsync(Bytes)}, waiting for it, however long that takes. */
    default void setValue(Bytes value) {
        Await.on("set the value of a lasting key", setValueAsync(value));
    }

    /** {@link #setValue(Bytes)} with a text in UTF-8. */
    default void setValue(String value) {
        setValue(Bytes.of(value));
    }

    /**
     * Keeps it present no more, and deletes it if it is ours.
     *
     * @return completes when that is done; fails as a delete does, and then the key goes with its session
     */
    CompletableFuture<Void> closeAsync();

    /** {@link #closeAsync()}, waiting for it. Closing twice is harmless. */
    @Override
    default void close() {
        Await.on("close lasting key", closeAsync());
    }
}
