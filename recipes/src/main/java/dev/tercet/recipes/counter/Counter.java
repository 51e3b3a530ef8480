package dev.tercet.recipes.counter;

import dev.tercet.recipes.internal.flow.Await;
import java.util.concurrent.CompletableFuture;

/**
 * A number that many change, and no change is lost or counted twice.
 *
 * <pre>{@code
 * Counter visits = recipes.counter("visits");
 * long now = visits.increment();
 * }</pre>
 *
 * <p><b>Guarantee.</b> Each call that succeeds was applied exactly once, and answers the number as it was right after; calls of all
 * clients have one order. A reply that is lost is found out about: the call goes on, and only if the server cannot be asked within
 * the client's deadline, or has compacted that moment's history, does the call fail with outcome UNKNOWN. Calls that are cancelled
 * or interrupted may have been applied. <b>Cost.</b> One round trip to read; one to change (the first of an instance takes two),
 * and one more, after a pause that grows, for each time that others were faster. Changes of one instance wait for each other
 * instead. The calls of one counter at all its users together are
 * as many as can be made one after another: some hundreds or thousands a second. <b>Session.</b> None: it stays until deleted.
 * <b>Keys.</b> {@code <name>/count} holds the number in decimal digits, and is missing while nobody has set it, which counts as 0;
 * {@code <name>/writer} holds a mark of who changed it last. Others may read the number, or put one: that counts as a change like
 * any. Only who deletes one of the keys while a reply is being lost can make the outcome UNKNOWN.
 *
 * <p>If the key holds no number, all but {@link #set} fail with {@code UndecodableException}. Safe for use by several threads.
 *
 * @since 0.1
 */
public interface Counter {
    /** {@link #getAsync}, waiting for it. */
    default long get() {
        return Await.on("get counter", getAsync());
    }

    /** The number, linearizable; 0 if there is none yet. */
    CompletableFuture<Long> getAsync();

    /** {@link #addAsync}, waiting for it. */
    default long add(long delta) {
        return Await.on("add to counter", addAsync(delta));
    }

    /**
     * Adds.
     *
     * @param delta also negative; 0 writes nothing
     * @return the sum. Fails with {@code CounterOverflowException} beyond 64 bits, and is not applied then
     */
    CompletableFuture<Long> addAsync(long delta);

    /** {@link #incrementAsync}, waiting for it. */
    default long increment() {
        return add(1);
    }

    /** Adds one. */
    default CompletableFuture<Long> incrementAsync() {
        return addAsync(1);
    }

    /** {@link #decrementAsync}, waiting for it. */
    default long decrement() {
        return add(-1);
    }

    /** Takes one off. */
    default CompletableFuture<Long> decrementAsync() {
        return addAsync(-1);
    }

    /** {@link #setAsync}, waiting for it. */
    default void set(long number) {
        Await.on("set counter", setAsync(number));
    }

    /**
     * Sets the number, whatever it was, also when what is there is no number.
     *
     * @return completes when that is done
     */
    CompletableFuture<Void> setAsync(long number);

    /** {@link #compareAndSetAsync}, waiting for it. */
    default boolean compareAndSet(long expected, long number) {
        return Await.on("compare and set counter", compareAndSetAsync(expected, number));
    }

    /** Sets the number if it is {@code expected}; the answer is whether it was. */
    CompletableFuture<Boolean> compareAndSetAsync(long expected, long number);
}
