package dev.tercet.watch;

import dev.tercet.kv.KeyRange;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A watch under way: the changes of one or more ranges, in order, none lost and none twice, until it is closed.
 *
 * <p>It outlives connections, members and leaders: when the server is gone it says {@link WatchSignal.Interrupted}, tries again
 * for as long as it takes, and goes on from where it was. What it says is listed at {@link WatchSignal}. Servers that cannot be
 * connected to as configured, such as for their certificates, end it only before it began, and only when all of them are such.
 *
 * <p>There are three ways to take the signals, and a watch has exactly one of them: in a loop ({@link #iterator()} or {@link
 * #poll(Duration)}, which may be mixed), with the listener given when it was opened, or as a {@link #publisher()}. A second way
 * is an {@link IllegalStateException}.
 *
 * <pre>{@code
 * try (Watch watch = etcd.watches().open(WatchRequest.prefix("/services/"))) {
 *     for (WatchSignal signal : watch) {
 *         if (signal instanceof WatchSignal.Change change) {
 *             change.events().forEach(this::apply);
 *         } else if (signal instanceof WatchSignal.Ended ended) {
 *             ended.cause().ifPresent(why -> {
 *                 throw why;
 *             });
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>What waits for a slow consumer is bounded by {@link WatchRequest#withBuffer(long)}: a full watch is stopped at the server
 * and resumed behind the last buffered revision when half of it has been taken. Nothing of this is seen, unless the history
 * needed is compacted meanwhile.
 *
 * <p>Safe for use by several threads; signals are handed out one at a time.
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#watch-api">etcd: watch API</a>
 * @since 0.1
 */
public interface Watch extends AutoCloseable, Iterable<WatchSignal> {
    /**
     * The signals, as they come: {@code hasNext()} blocks until there is one, and is false only after {@link WatchSignal.Ended},
     * which is the last element and never an exception. Iterators of one watch share its signals: what one took no other gets.
     *
     * <p>Both methods throw {@code InterruptedEtcdException} when the thread is interrupted, with its flag set; the watch stays
     * open.
     *
     * @throws IllegalStateException if the watch has a listener or a publisher
     */
    @Override
    Iterator<WatchSignal> iterator();

    /**
     * The next signal, waiting at most {@code atMost} for it.
     *
     * @param atMost zero or less does not wait
     * @return empty if none came, and always after {@link WatchSignal.Ended}
     * @throws dev.tercet.error.InterruptedEtcdException if the thread is interrupted, with its flag set; the watch stays open
     * @throws IllegalStateException if the watch has a listener or a publisher
     */
    Optional<WatchSignal> poll(Duration atMost);

    /**
     * The signals for one subscriber, who asks for them as it likes; on the client's callback executor, in order. {@link
     * WatchSignal.Ended} is the last element, with its cause in it, and {@code onComplete} follows: a watch never calls {@code
     * onError}, except for a request of less than one element and for a second subscriber. Cancelling closes the watch.
     *
     * @return always the same
     * @throws IllegalStateException if the watch has a listener or is read in a loop
     */
    Flow.Publisher<WatchSignal> publisher();

    /**
     * When the server has it: completes with the first revision whose changes are delivered, as {@link WatchSignal.Started} has
     * it, or with the cause of an end that came before. Cancelling it does nothing to the watch.
     *
     * @return a new future; its dependents run on the client's callback executor
     */
    CompletableFuture<Long> started();

    /**
     * When it has ended, and how; the cause is in the value. This is where the exception of a listener is found: an {@code
     * EtcdException} with code {@code CALLER} and that exception as its cause. Cancelling the future does nothing to the watch.
     *
     * @return a new future that never completes exceptionally; its dependents run on the client's callback executor
     */
    CompletableFuture<WatchSignal.Ended> ended();

    /**
     * Asks for a {@link WatchSignal.Progress}; if there is no connection, as soon as there is one. The server does not answer
     * while it is still sending history: ask again then. An answer from before what the watch has told, or before its start
     * revision, is not delivered: the server is asked once more behind the next change.
     *
     * <p>Servers before 3.4.25 and 3.5.8 may send the answer ahead of events that it covers. The mark is delivered, but what the
     * watch itself resumes from never relies on it.
     */
    void requestProgress();

    /**
     * Watches this range too, from now on.
     *
     * @return completes with the first revision whose changes in the range are delivered, or with the watch's end
     * @throws IllegalStateException if the range is watched already
     */
    default CompletableFuture<Long> add(KeyRange range) {
        return add(range, 0);
    }

    /**
     * Watches this range too, from a revision on. Of a range that was removed a moment ago, what had already come for its first
     * stay is delivered before that of the second.
     *
     * @param range not yet watched here
     * @param startRevision as in {@link WatchRequest#fromRevision(long)}; 0 is "from now on"
     * @return completes with the first revision whose changes in the range are delivered, or with the watch's end
     * @throws IllegalArgumentException if {@code startRevision} is negative
     * @throws IllegalStateException if the range is watched already
     */
    CompletableFuture<Long> add(KeyRange range, long startRevision);

    /**
     * No longer watches this range. What is already buffered of it still comes. A watch without ranges stays open for {@link
     * #add(KeyRange)}.
     *
     * @return whether it was watched
     */
    boolean remove(KeyRange range);

    /** Whether it goes on: false from {@link #close()} on, and when it has ended, even if signals are still to be taken. */
    boolean isOpen();

    /**
     * Ends the watch, also at the server; does not wait for that. What was not yet taken is dropped: the only signal left is
     * {@link WatchSignal.Ended} without a cause. Closing twice is harmless.
     */
    @Override
    void close();
}
