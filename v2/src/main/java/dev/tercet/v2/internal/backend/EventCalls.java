package dev.tercet.v2.internal.backend;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Endpoint;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Read;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a watch is made of where each event takes a call of its own. Futures are as those of {@link Backend}. */
public interface EventCalls {
    /** Is told that a server has begun to wait. */
    @FunctionalInterface
    interface Registered {
        /**
         * It waits; on the I/O thread, short, and before the event.
         *
         * @param index the store's index there and then; 0 if it did not say
         * @param at where that is, for another call to go there too
         */
        void on(long index, Endpoint at);
    }

    /**
     * Waits for one event. A connection that breaks before the wait stands is gone around; one that breaks after it fails this, since
     * only who waits knows from which index to go on.
     *
     * @param waitIndex the first index that is wanted; 0 for from now on
     * @param at where to ask, as some wait was registered there; null for wherever
     * @return empty if the server ended its answer without an event: then it is for the same index again
     */
    CompletableFuture<Optional<EtcdResult>> awaitEvent(
            String key,
            boolean recursive,
            long waitIndex,
            @Nullable Endpoint at,
            Registered registered,
            CallOptions options);

    /** Reads. */
    CompletableFuture<EtcdResult> read(V2Read read, CallOptions options);
}
