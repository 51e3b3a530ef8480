package dev.tercet.v2.internal.backend;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Read;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** What a watch is made of where each event takes a call of its own. Futures are as those of {@link Backend}. */
public interface EventCalls {
    /**
     * Waits for one event. A connection that breaks before the wait stands is gone around; one that breaks after it fails this, since
     * only who waits knows from which index to go on.
     *
     * @param waitIndex the first index that is wanted; 0 for from now on
     * @param onRegistered is told the store's index as soon as the server has begun to answer, on the I/O thread: short; 0 if it did not
     *     say
     * @return empty if the server ended its answer without an event: then it is for the same index again
     */
    CompletableFuture<Optional<EtcdResult>> awaitEvent(
            String key, boolean recursive, long waitIndex, LongConsumer onRegistered, CallOptions options);

    /** Reads. */
    CompletableFuture<EtcdResult> read(V2Read read, CallOptions options);
}
