package dev.tercet.election;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/**
 * An election watched: every leader and every proclamation, from the present one on.
 *
 * <p>It resumes by itself when the connection is lost; what changed meanwhile is told as the state it led to, and a leader already
 * told is not told again. That nobody leads is not told, since the server does not.
 *
 * @since 0.1
 */
public interface Observation extends AutoCloseable, Iterable<Leader> {
    /**
     * The leaders, one after another. {@code hasNext()} waits for the next one; it is false once the observation is closed, and
     * throws what ended it if the server refused it, or {@code InterruptedEtcdException} when the thread is interrupted. A slow
     * reader holds the stream back and costs no memory. There is one sequence: two iterators share it.
     *
     * @throws IllegalStateException if the observation was opened with a listener
     */
    @Override
    Iterator<Leader> iterator();

    /**
     * Completes when the observation is closed; fails with an {@code EtcdException} when the server refuses it for good, the
     * listener threw, or the client was closed. Dependents run on the callback executor, or on
     * the I/O thread if the view {@linkplain dev.tercet.EtcdClient#withCallbacksOnIoThread() asks for that}.
     */
    CompletableFuture<Void> ended();

    /** Ends it, also at the server. Does not wait; closing twice is harmless. */
    @Override
    void close();
}
