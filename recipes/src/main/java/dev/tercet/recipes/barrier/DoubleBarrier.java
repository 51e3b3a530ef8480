package dev.tercet.recipes.barrier;

import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * So many begin together and end together: who enters waits until all are in, who leaves waits until all are out. Then comes the next
 * round.
 *
 * <p><b>Guarantee.</b> Nobody's {@link #enter()} returns before as many as there are members were in at one time, nobody's {@link
 * #leave()} before all who were in have left or are lost, and a round lets in no more than its members: whoever comes on top of them fails
 * with {@code BarrierFullException}. Who gives up an enter, by cancelling it or by its time, takes its place back and the others go on
 * waiting, unless the barrier opened before: then it is in. <b>Cost.</b> Two round trips and a watch to enter, two more for the last who
 * does; one round trip and a watch to leave. <b>Lost</b> sessions count as left: the others' {@code leave()} does not wait for them, and
 * before the barrier opened another may take the place. One's own fails the wait with {@code SessionLostException}. <b>Keys.</b> {@code
 * <name>/waiters/<lease in hex>} on the session's lease, one for each who is in; {@code <name>/ready} without a lease from the opening
 * until the last has left; if that one is lost, until anybody leaves or enters the next time.
 *
 * <p>A session has one place in it: threads that are to meet each other need a session each. One call at a time; safe for use by
 * several threads otherwise.
 *
 * @since 0.1
 */
public interface DoubleBarrier {
    /** How many meet. */
    int members();

    /** {@link #enterAsync()}, waiting for it. */
    default void enter() {
        Await.on("enter double barrier", enterAsync());
    }

    /**
     * Enters, and waits until all are in. Who is in already, such as with a session that was resumed, is told when all are. Once it has
     * its place, servers that cannot be reached are waited for, as long as the session lives.
     *
     * @return fails with {@code BarrierFullException}, {@code SessionLostException}, {@code PlaceRemovedException} if somebody deletes the
     *     key, and as calls do that cannot be made; then it is not in
     */
    CompletableFuture<Void> enterAsync();

    /** {@link #enterAsync(Duration)}, waiting for it. */
    default void enter(Duration atMost) {
        Await.on("enter double barrier", enterAsync(atMost));
    }

    /**
     * Enters, and waits so long at most until all are in.
     *
     * @return fails also with {@code EtcdTimeoutException}; then it is not in. Since it has to be found out whether the barrier opened
     *     in the last moment, that comes a round trip late, and while servers do not answer as late as a call to them fails
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<Void> enterAsync(Duration atMost);

    /** {@link #leaveAsync()}, waiting for it. */
    default boolean leave() {
        return Await.on("leave double barrier", leaveAsync());
    }

    /**
     * Leaves, and waits until all are out. Who cancels it has left all the same.
     *
     * @return whether it was in: leaving without having entered is harmless, and waits for nobody. Fails with {@code
     *     SessionLostException} and as calls do that cannot be made
     */
    CompletableFuture<Boolean> leaveAsync();

    /** {@link #leaveAsync(Duration)}, waiting for it. */
    default boolean leave(Duration atMost) {
        return Await.on("leave double barrier", leaveAsync(atMost));
    }

    /**
     * Leaves, and waits so long at most until all are out.
     *
     * @return fails also with {@code EtcdTimeoutException} if others are still in; it has left all the same
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<Boolean> leaveAsync(Duration atMost);
}
