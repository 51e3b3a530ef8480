package dev.tercet.v2.internal.longpoll;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Read;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls that a watch is made of. Cancelling their futures ends them at the server. */
public interface WaitingCalls {
    /** Is told that a server has begun to wait. */
    interface Registered {
        /**
         * It waits, for what comes after this index at least; on the I/O thread, short, and before the event.
         *
         * @param index the store's there and then; 0 if it did not say
         * @param at where that is, for another call to go there too
         */
        void on(long index, String at);
    }

    /**
     * Waits for one event. It is not sent again once it was registered: what breaks then ends it, since only who waits knows from which
     * index to go on.
     *
     * @param from the first index that is wanted; 0 for from now on
     * @param at where to ask; null for wherever
     * @return empty if the server ended its answer without an event
     */
    CompletableFuture<Optional<EtcdResult>> awaitEvent(
            String key, boolean recursive, long from, @Nullable String at, Registered registered, CallOptions options);

    /** Reads what is watched. */
    CompletableFuture<EtcdResult> read(V2Read read, CallOptions options);
}
