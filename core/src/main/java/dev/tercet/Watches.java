package dev.tercet;

import dev.tercet.connection.CallOptions;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.function.Consumer;

/**
 * Watches, for callers who wait.
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#watch-api">etcd: watch API</a>
 * @since 0.1
 */
public interface Watches {
    /**
     * Opens a watch and waits until the server has it: a change made after this returns is seen.
     *
     * <p>The server confirms a watch before it looks at its history, so that a compacted start revision is told as the watch's
     * end, not here.
     *
     * @return the watch, to be read in a loop or as a publisher; close it
     * @throws dev.tercet.error.PermissionDeniedException if the user may not read the range
     * @throws dev.tercet.error.EtcdTimeoutException if the server did not confirm it in time; the watch is closed, and the
     *     message says what stood in the way
     * @throws dev.tercet.error.UnavailableException if until then there was no connection; the watch is closed
     * @throws dev.tercet.error.InterruptedEtcdException if the thread is interrupted; the watch is closed, the flag set
     * @throws dev.tercet.error.EtcdException whatever else ended it at once
     */
    Watch open(WatchRequest request);

    /**
     * Opens a watch with a listener, and waits until the server has it.
     *
     * @param listener gets every signal, in order and one at a time, on the client's callback executor; may block, and may use
     *     the client. If it throws, this watch ends, gets nothing more, and tells why in {@link Watch#ended()} and in the log
     * @return the watch; close it
     * @throws dev.tercet.error.EtcdException as {@link #open(WatchRequest)} does; the listener has then heard nothing but, at
     *     most, the end
     */
    Watch open(WatchRequest request, Consumer<? super WatchSignal> listener);

    /** The same with other options; their timeout is for opening, a watch itself has none. */
    Watches with(CallOptions options);
}
