package dev.tercet.recipes.registry;

import dev.tercet.kv.Bytes;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.internal.flow.Await;
import java.util.concurrent.CompletableFuture;

/**
 * An instance of a service that this process registered, for as long as its session lives.
 *
 * <p>An id belongs to whoever registered it last: a program that comes back after a crash takes its place at once, and what the one
 * before it still does with its own registration, closing it included, no longer touches the key.
 *
 * <p><b>Guarantee.</b> It is listed until it is closed, replaced, or its session ends, and for the session's time to live at most
 * after its process died. <b>Cost.</b> One round trip to register, to update and to close. When the session is <b>lost</b> it is gone:
 * {@link #lost()} says so, and an update fails with {@code SessionLostException}. <b>Keys.</b> {@code <service>/<id>}, on the session's
 * lease.
 *
 * @since 0.1
 */
public interface Registration extends AutoCloseable {
    /** The service. */
    String service();

    /** What the instance is called. */
    String id();

    /** The key that it has. */
    Bytes key();

    /** Where it is reached, by the last update that was done. */
    Endpoint endpoint();

    /** {@link #updateAsync}, waiting for it. */
    default void update(Endpoint endpoint) {
        Await.on("update " + key(), updateAsync(endpoint));
    }

    /**
     * Says something else of the instance. Two at a time come in either order.
     *
     * @return fails with {@code SessionLostException} or {@code ClientClosedException} if the session is over, and with code {@code
     *     FAILED_PRECONDITION} if the registration is closed, or the id was taken over
     */
    CompletableFuture<Void> updateAsync(Endpoint endpoint);

    /** Completes when the session is lost, as {@link dev.tercet.recipes.session.Session#lost()} does. */
    CompletableFuture<LeaseState.Lost> lost();

    /**
     * Takes the instance off the list, unless it was replaced by another of its name.
     *
     * @return completes when it is done; at once if the session is over, with which it went. Cancelling it does not keep it from
     *     being done
     */
    CompletableFuture<Void> closeAsync();

    /** {@link #closeAsync()}, waiting for it. Closing twice is harmless. */
    @Override
    default void close() {
        Await.on("take " + key() + " off", closeAsync());
    }
}
