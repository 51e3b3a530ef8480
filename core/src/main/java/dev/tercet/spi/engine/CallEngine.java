package dev.tercet.spi.engine;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Endpoint;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.TransportTimer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What every call of a client shares: one deadline, retries, failover between endpoints, cancellation, and a close that leaves nothing.
 * Its calls go by the rows of the caller's own dialect, over the caller's own transport.
 *
 * <p>Safe for threads. Made by {@link dev.tercet.EtcdClientBuilder#buildEngine}.
 *
 * @since 0.1
 */
public interface CallEngine extends AutoCloseable {
    /**
     * Makes a call. The future's dependents run on the callback executor; cancelling or completing it cancels the call.
     *
     * @param mapping makes the result of the reply, on the I/O thread: short, and without waiting; what it throws fails the future
     */
    <Q, R, T> CompletableFuture<T> call(
            Rpc<Q, R> rpc, Q request, CallOptions options, Function<? super R, ? extends T> mapping);

    /**
     * Makes a call at this endpoint and no other.
     *
     * @throws IllegalArgumentException if it is none of {@link #endpoints()}
     */
    <Q, R, T> CompletableFuture<T> callAt(
            Endpoint endpoint, Rpc<Q, R> rpc, Q request, CallOptions options, Function<? super R, ? extends T> mapping);

    /** Those that it was given, and those that were added. */
    List<Endpoint> endpoints();

    /**
     * Goes to this one too from now on; it is never taken away again, but set aside like any other while it does not answer.
     *
     * @return false if it has it already, or has as many as it can (64), or is closed
     */
    boolean add(Endpoint endpoint);

    /** For what takes too long. */
    TransportTimer timer();

    /** The monotonic clock that the timer goes by, in nanoseconds. */
    long nanoTime();

    /** Where user code runs. */
    Executor callbacks();

    /**
     * Runs a task when the engine closes, before calls are ended; at once if it has begun to.
     *
     * @return calls it off
     */
    Runnable onClose(Runnable task);

    /** Whether it is closed, or closing. */
    boolean isClosed();

    /** Ends every call with {@link dev.tercet.error.ClientClosedException}, and gives up transports and threads. */
    @Override
    void close();
}
