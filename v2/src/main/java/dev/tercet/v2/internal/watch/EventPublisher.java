package dev.tercet.v2.internal.watch;

import dev.tercet.v2.internal.backend.WatchOpener;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * A watch as a publisher: each subscriber has one of its own.
 *
 * @param watches opens them
 * @param watch what is watched
 * @param callbacks where subscribers are told
 */
public record EventPublisher(WatchOpener watches, V2Watch watch, Executor callbacks)
        implements Flow.Publisher<V2Event> {
    @Override
    public void subscribe(Flow.Subscriber<? super V2Event> subscriber) {
        new SubscribedWatch(watches, watch, Lane.on(callbacks), Objects.requireNonNull(subscriber, "subscriber"))
                .begin();
    }

    @Override
    public String toString() {
        return watch + ", published";
    }
}
