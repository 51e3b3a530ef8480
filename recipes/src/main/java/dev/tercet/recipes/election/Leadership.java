package dev.tercet.recipes.election;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.recipes.internal.flow.Await;
import java.util.concurrent.CompletableFuture;

/**
 * An election won, until it is resigned or lost.
 *
 * @since 0.1
 */
public interface Leadership extends AutoCloseable {
    /** The key that stands for it. */
    Bytes key();

    /** A fencing token: greater than that of everybody who led this election before. */
    long revision();

    /** Holds while this leads: for one's own transactions. */
    Compare isLeader();

    /** Whether it leads still, as far as is known here. */
    boolean isHeld();

    /**
     * Completes when it is lost, with the reason: a {@code SessionLostException}, or a {@code PlaceRemovedException} if somebody deleted
     * the key, or revoked the lease and the key was seen to be gone first. Fails with {@code ClientClosedException} when it was resigned, or its session closed. The first to ask has the key
     * watched. It is one future for all who ask; dependents run on the callback executor.
     */
    CompletableFuture<EtcdException> lost();

    /** {@link #proclaimAsync(Bytes)} with a text in UTF-8, waiting for it. */
    default void proclaim(String value) {
        proclaim(Bytes.of(value));
    }

    /** {@link #proclaimAsync(Bytes)}, waiting for it. */
    default void proclaim(Bytes value) {
        Await.on("proclaim", proclaimAsync(value));
    }

    /**
     * Proclaims another value, in one round trip.
     *
     * @return fails with {@code SessionLostException} or {@code ClientClosedException} if the session is over, with code {@code
     *     NOT_ELECTED} if the leadership was resigned or lost, and otherwise as a put does
     */
    CompletableFuture<Void> proclaimAsync(Bytes value);

    /** {@link #resignAsync()}, waiting for it. */
    default boolean resign() {
        return Await.on("resign", resignAsync());
    }

    /**
     * Gives it up, in one round trip, which lets the next candidate lead; if the session campaigned more than once, when the last of
     * its leaderships is resigned.
     *
     * @return whether it led until now; false also if it was resigned before or lost, which is harmless. Fails if the server could
     *     not be asked: then that is gone on with until it can, or the lease is over. Cancelling it does not stop that
     */
    CompletableFuture<Boolean> resignAsync();

    /** {@link #resign()}. Closing twice is harmless. */
    @Override
    default void close() {
        resign();
    }
}
