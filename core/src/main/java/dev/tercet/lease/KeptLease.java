package dev.tercet.lease;

import dev.tercet.kv.Header;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A lease that the client renews every third of its time to live, until it is closed or lost.
 *
 * <p>Renewals go on through broken connections, changes of members and restarts of the server, as long as the lease can still be
 * alive. Time is the monotonic clock's, counted from when the last successful renewal was <em>sent</em>: the handle is lost, by
 * its own account, before the server lets the lease expire.
 *
 * @since 0.1
 */
public interface KeptLease extends AutoCloseable {
    /** The lease's id, to be given to puts, locks and elections. */
    long id();

    /** The time to live that the server gave with the last renewal. */
    Duration ttl();

    /** How it is doing now, by the clock: it is lost when its time is over, also if listeners have yet to be told. */
    LeaseState state();

    /**
     * How long it goes on for certain if no further renewal gets through: counted from when the last successful one was sent, less a
     * margin. Zero when it is lost; when it is closed, what was left runs down.
     */
    Duration remaining();

    /**
     * Tells a listener every change of state, in order, the present state first, one call at a time. Called on the client's callback
     * executor, where it may block and may use the client, or on the I/O thread if the view {@linkplain
     * dev.tercet.EtcdClient#withCallbacksOnIoThread() asks for that}. A listener that throws is logged, and is told the next change all
     * the same. The last state is {@link LeaseState.Lost} or {@link LeaseState.Closed}.
     */
    void onState(Consumer<? super LeaseState> listener);

    /**
     * Completes when the lease is lost, with the reason; fails with {@code ClientClosedException} when keeping it alive ended in
     * another way, by {@link #close()}, {@link #revoke()} or the end of the client. Dependents run where listeners do. It is
     * one future for all who ask: leave it to the client to complete it.
     */
    CompletableFuture<LeaseState.Lost> lost();

    /**
     * Stops keeping it alive and revokes it, which deletes its keys, and waits for that.
     *
     * @return the answer's header
     * @throws dev.tercet.error.LeaseNotFoundException if it was gone already
     */
    Header revoke();

    /** {@link #revoke()} without waiting. */
    CompletableFuture<Header> revokeAsync();

    /**
     * Stops keeping it alive. The lease and its keys stay until its time to live has run out; {@link #revoke()} ends them now.
     * Does not wait; closing twice is harmless.
     */
    @Override
    void close();
}
