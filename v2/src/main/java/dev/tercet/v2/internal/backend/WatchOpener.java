package dev.tercet.v2.internal.backend;

import dev.tercet.v2.watch.V2Watch;

/** Opens watches. */
@FunctionalInterface
public interface WatchOpener {
    /**
     * Opens a watch that goes on until it is cancelled. The sink is called on callback threads, one call at a time, and never before
     * this method returns.
     *
     * @param recovers whether to read and go on when the index is too old, instead of ending with the server's error
     */
    EventSource watch(V2Watch watch, boolean recovers, EventSink sink);
}
