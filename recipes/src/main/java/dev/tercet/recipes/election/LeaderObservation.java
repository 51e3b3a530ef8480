package dev.tercet.recipes.election;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/**
 * An election watched: every leader, every proclamation, and that nobody leads, each once and in order.
 *
 * <p>It resumes by itself after a lost connection, and nothing is missing; only when the history needed was compacted meanwhile is it
 * told what came of it all.
 *
 * @since 0.1
 */
public interface LeaderObservation extends AutoCloseable, Iterable<LeaderSignal> {
    /**
     * The signals, one after another. {@code hasNext()} waits for the next one; it is false once the observation is closed. It throws
     * what the server refused, and {@code InterruptedEtcdException} when the thread is interrupted; until something was told it also
     * throws that no server could be reached within the client's deadline, and may be called again. There is one sequence: iterators
     * share it, and one thread at a time may be at it.
     *
     * @throws IllegalStateException if the observation has a listener
     */
    @Override
    Iterator<LeaderSignal> iterator();

    /**
     * Completes when the observation is closed; fails with an {@code EtcdException} when the server refuses it for good, the
     * listener threw (code {@code CALLER}), or the client was closed. It is one future for all who ask.
     */
    CompletableFuture<Void> ended();

    /** Ends it, also at the server. Does not wait; closing twice is harmless. */
    @Override
    void close();
}
