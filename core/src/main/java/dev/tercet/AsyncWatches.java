package dev.tercet;

import dev.tercet.connection.CallOptions;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.function.Consumer;

/**
 * Watches, for callers who do not wait.
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#watch-api">etcd: watch API</a>
 * @since 0.1
 */
public interface AsyncWatches {
    /**
     * Opens a watch and returns at once. It has no deadline: if no server can be reached it waits for one. {@link
     * Watch#started()} tells when the server has it; changes made before that are seen only if the request names a start
     * revision.
     *
     * @return the watch, to be read in a loop or as a publisher; close it
     */
    Watch open(WatchRequest request);

    /**
     * Opens a watch with a listener and returns at once.
     *
     * @param listener gets every signal, in order and one at a time, on the client's callback executor; may block, and may use
     *     the client. If it throws, this watch ends, gets nothing more, and tells why in {@link Watch#ended()} and in the log
     * @return the watch; close it
     */
    Watch open(WatchRequest request, Consumer<? super WatchSignal> listener);

    /** The same with other options, which are for the lists that a resync makes; a watch itself has no deadline. */
    AsyncWatches with(CallOptions options);
}
