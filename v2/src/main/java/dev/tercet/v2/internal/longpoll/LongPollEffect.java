package dev.tercet.v2.internal.longpoll;

import dev.tercet.connection.Endpoint;
import dev.tercet.error.EtcdException;
import dev.tercet.v2.watch.V2Event;
import org.jspecify.annotations.Nullable;

/** What {@link LongPollMachine} wants done. */
sealed interface LongPollEffect {
    /** Begin a wait. */
    record Open(long id, long from, @Nullable Endpoint at) implements LongPollEffect {}

    /** End a wait; nothing of it counts any more. */
    record Drop(long id) implements LongPollEffect {}

    /** Wake the machine after so long, and not when it was to be woken before; negative for not at all. */
    record Wake(long nanos) implements LongPollEffect {}

    /** Read what is watched. */
    record Read() implements LongPollEffect {}

    /** Tell that it stands. */
    record Started(long index) implements LongPollEffect {}

    /** Tell an event. */
    record Deliver(V2Event event) implements LongPollEffect {}

    /** Tell the end, and end all there is. */
    record End(EtcdException failure) implements LongPollEffect {}
}
