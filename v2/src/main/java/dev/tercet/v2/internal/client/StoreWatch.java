package dev.tercet.v2.internal.client;

import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.watch.Lane;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import org.jspecify.annotations.Nullable;

/**
 * A watch that can be ended from our side.
 *
 * <p>Threads: the backend tells on callback threads, and so does whoever ends it; a lane has what both tell come one after another.
 */
final class StoreWatch implements EventSink, EventSource {
    private final V2Watch watch;
    private final EventSink sink;
    private final Lane lane = Lane.here();
    private volatile boolean over;
    private volatile boolean unwanted;
    private volatile @Nullable EventSource source;
    private volatile Runnable onEnd = () -> {};

    StoreWatch(V2Watch watch, EventSink sink) {
        this.watch = watch;
        this.sink = sink;
    }

    /** Whom it comes from, which tells nothing before this. */
    void of(EventSource its) {
        source = its;
        if (unwanted) {
            its.cancel();
        }
    }

    /** What is done when it is over, whoever ended it. */
    void atEnd(Runnable task) {
        onEnd = task;
    }

    @Override
    public void onStarted(long index) {
        tell(() -> sink.onStarted(index));
    }

    @Override
    public void onEvent(V2Event event) {
        tell(() -> sink.onEvent(event));
    }

    @Override
    public void onEnd(EtcdException failure) {
        tell(() -> {
            over = true;
            onEnd.run();
            sink.onEnd(failure);
        });
    }

    private void tell(Runnable signal) {
        lane.execute(() -> {
            if (!over) {
                signal.run();
            }
        });
    }

    /** Ends it because its client is closed. */
    void close() {
        cancelSource();
        onEnd(Closed.failure(watch, Outcome.NOT_APPLIED));
    }

    @Override
    public void request(long events) {
        EventSource its = source;
        if (its != null) {
            its.request(events);
        }
    }

    @Override
    public void cancel() {
        over = true;
        onEnd.run();
        cancelSource();
    }

    private void cancelSource() {
        // First, since the source may be on its way.
        unwanted = true;
        EventSource its = source;
        if (its != null) {
            its.cancel();
        }
    }
}
