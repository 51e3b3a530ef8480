package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.watch.V2Event;

/** What a {@link FeedMachine} wants done. */
sealed interface FeedEffect {
    /** Say that it stands, and from which revision on. */
    record Begin(long revision) implements FeedEffect {}

    /** Tell an event. */
    record Tell(V2Event event) implements FeedEffect {}

    /** Say that it has ended. */
    record End(EtcdException failure) implements FeedEffect {}

    /** Take so many more signals from the watch of the store. */
    record Take(int signals) implements FeedEffect {}

    /** Read what is watched, and come back with {@code reread}. */
    record Reread(FeedMachine.Slot slot) implements FeedEffect {}
}
