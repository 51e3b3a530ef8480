package dev.tercet.v2.internal.overv3;

import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.watch.V2Watch;

/** The watches of a backend over v3; see {@code Backend.watch}. */
@FunctionalInterface
public interface WatchRoom {
    EventSource watch(V2Watch watch, boolean recovers, EventSink sink);
}
