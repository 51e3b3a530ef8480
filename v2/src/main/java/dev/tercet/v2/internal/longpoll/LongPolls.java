package dev.tercet.v2.internal.longpoll;

import dev.tercet.spi.TransportTimer;
import dev.tercet.v2.internal.backend.EventCalls;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.watch.V2Watch;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * Opens watches out of waiting calls.
 *
 * @param calls these
 * @param timer for what takes too long
 * @param callbacks where sinks are told
 * @param onClose runs a task when the client closes, before its calls are ended; gives back what calls that off
 * @param pace how long things may take
 */
public record LongPolls(
        EventCalls calls, TransportTimer timer, Executor callbacks, UnaryOperator<Runnable> onClose, Pace pace) {
    /** Opens one; see {@code Backend.watch}. */
    public EventSource watch(V2Watch watch, boolean recovers, EventSink sink) {
        return LongPollRunner.open(this, watch, recovers, sink);
    }
}
