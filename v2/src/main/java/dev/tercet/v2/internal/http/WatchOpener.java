package dev.tercet.v2.internal.http;

import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.watch.V2Watch;

/** Opens watches, as {@link dev.tercet.v2.internal.backend.Backend#watch} does. */
@FunctionalInterface
public interface WatchOpener {
    EventSource watch(V2Watch watch, boolean recovers, EventSink sink);
}
