package dev.tercet.recipes.election;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An election, from the outside: who leads, and who would.
 *
 * <p><b>Guarantee.</b> Who is told to lead did, at some revision during the call. <b>Cost.</b> One round trip each; an observation costs
 * one and a watch of all candidates. A <b>lost</b> session is nothing to it, since it has none. <b>Keys.</b> All that begin with
 * {@code <name>/} are candidates, the one that was created first leads: as with Go's {@code concurrency.Election}, {@code etcdctl
 * elect} and the server's election service.
 *
 * @since 0.1
 */
public interface ElectionView {
    /** The election's name. */
    Bytes name();

    /** {@link #leaderAsync()}, waiting for it. */
    default Optional<Candidate> leader() {
        return Await.on("ask for the leader", leaderAsync());
    }

    /** Who leads, linearizably; empty if nobody does. */
    CompletableFuture<Optional<Candidate>> leaderAsync();

    /** {@link #candidatesAsync()}, waiting for it. */
    default List<Candidate> candidates() {
        return Await.on("ask for the candidates", candidatesAsync());
    }

    /** Everybody in the order of their turns: the first one leads. Unmodifiable. */
    CompletableFuture<List<Candidate>> candidatesAsync();

    /** Watches it, to be read in a loop. Returns at once; close it. */
    LeaderObservation observe();

    /**
     * Watches it with a listener. Returns at once, and waits for a server as long as it takes; close it.
     *
     * @param listener told in order, one call at a time, on the callback executor; it may block and may use the client. If it throws,
     *     the observation ends with that, and it is logged
     */
    LeaderObservation observe(Consumer<? super LeaderSignal> listener);
}
