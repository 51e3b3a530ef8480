package dev.tercet.recipes.barrier;

import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Opens for good when it was counted down so often.
 *
 * <p>Every countdown is a key of its own rather than a number made smaller: those who count down at the same time do not get in each
 * other's way, and one whose answer is lost can be sent again without counting twice.
 *
 * <p><b>Guarantee.</b> Each {@link #countDown()} counts exactly once, also over lost answers; whoever waits goes on once as many counted
 * as it was set to, and it stays open until it is {@linkplain #delete() deleted}. <b>Cost.</b> One round trip to set, to count down and to
 * look; a wait adds a watch, which hears of every countdown. It hangs on no session, so none can be <b>lost</b>: what a participant
 * counted stays counted. <b>Keys.</b> {@code <name>/count}, and {@code <name>/done/<participant>} for every countdown; they stay until it is
 * deleted.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public interface CountdownLatch {
    /** {@link #trySetAsync}, waiting for it. */
    default boolean trySet(int count) {
        return Await.on("set countdown latch", trySetAsync(count));
    }

    /**
     * Sets it to a count, unless it has one.
     *
     * @param count at least 1
     * @return whether this call set it
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    CompletableFuture<Boolean> trySetAsync(int count);

    /** {@link #countDownAsync()}, waiting for it. */
    default int countDown() {
        return Await.on("count down", countDownAsync());
    }

    /**
     * Counts down by one.
     *
     * @return what is left then, 0 if it is open. Fails if it was not set, with code {@code FAILED_PRECONDITION}; if no answer came at
     *     all the outcome is UNKNOWN, and only {@linkplain #countDown(String) a name} makes it safe to call again
     */
    CompletableFuture<Integer> countDownAsync();

    /** {@link #countDownAsync(String)}, waiting for it. */
    default int countDown(String participant) {
        return Await.on("count down", countDownAsync(participant));
    }

    /**
     * Counts down by one, once for each participant: calling it again, also from another process, counts nothing and fails nothing.
     *
     * @param participant not empty
     * @return what is left then, as above
     */
    CompletableFuture<Integer> countDownAsync(String participant);

    /** {@link #countAsync()}, waiting for it. */
    default int count() {
        return Await.on("look at countdown latch", countAsync());
    }

    /** What is left; 0 if it is open. Fails if it was not set, with code {@code FAILED_PRECONDITION}. */
    CompletableFuture<Integer> countAsync();

    /** {@link #awaitAsync()}, waiting for it. */
    default void await() {
        Await.on("await countdown latch", awaitAsync());
    }

    /**
     * Waits until it is open; one that was not set yet is waited for, too, and so are servers that cannot be reached.
     *
     * @return fails with code {@code KEY_REMOVED} if it is deleted meanwhile
     */
    CompletableFuture<Void> awaitAsync();

    /** {@link #awaitAsync(Duration)}, waiting for it. */
    default void await(Duration atMost) {
        Await.on("await countdown latch", awaitAsync(atMost));
    }

    /**
     * Waits until it is open, so long at most.
     *
     * @return fails also with {@code EtcdTimeoutException}, which says what is left, and what the last trouble was if no server
     *     could be asked
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<Void> awaitAsync(Duration atMost);

    /** {@link #deleteAsync()}, waiting for it. */
    default boolean delete() {
        return Await.on("delete countdown latch", deleteAsync());
    }

    /** Deletes it, so that it can be set anew; whether there was one. */
    CompletableFuture<Boolean> deleteAsync();
}
