package dev.tercet.v2.internal.backend;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.watch.V2Event;

/** Takes what a watch sees. */
public interface EventSink {
    /** It stands; once, before any event. */
    void onStarted(long index);

    /** An event; no more of them than were asked for. */
    void onEvent(V2Event event);

    /** The end, once and last, unless it was cancelled. */
    void onEnd(EtcdException failure);
}
