package dev.tercet.v2.internal.http;

import static org.awaitility.Awaitility.await;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.watch.V2Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what a watch tells. */
final class Told implements EventSink {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<Long> started = new CopyOnWriteArrayList<>();
    final List<V2Event> events = new CopyOnWriteArrayList<>();
    volatile @Nullable EtcdException end;

    @Override
    public void onStarted(long index) {
        started.add(index);
    }

    @Override
    public void onEvent(V2Event event) {
        events.add(event);
    }

    @Override
    public void onEnd(EtcdException failure) {
        end = failure;
    }

    void awaitStarted() {
        await().atMost(PATIENCE).until(() -> !started.isEmpty());
    }

    /** The indexes after these events, once there are so many. */
    List<Long> awaitEvents(int count) {
        await().atMost(PATIENCE).until(() -> events.size() >= count);
        return events.stream().map(V2Event::nextIndex).toList();
    }

    EtcdException awaitEnd() {
        return await().atMost(PATIENCE).until(() -> end, failure -> failure != null);
    }
}
