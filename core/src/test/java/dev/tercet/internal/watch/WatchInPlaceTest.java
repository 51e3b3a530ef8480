package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.internal.client.BlockingWatches;
import dev.tercet.internal.client.EngineWatches;
import dev.tercet.internal.delivery.InPlace;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Started;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches whose listeners run on the thread that brings the events. */
final class WatchInPlaceTest {
    private final Harness harness = new Harness();
    private final InPlace inPlace = new InPlace(new Straight(harness.callbacks));

    @AfterEach
    void close() {
        harness.close();
    }

    private @Nullable Throwable thrownInPlace(Runnable work) {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        inPlace.complete(() -> thrown.set(catchThrowable(work::run)));
        return thrown.get();
    }

    private EngineWatches watches() {
        return new EngineWatches(harness.view(harness.callbacks).inPlace(), new Parcels());
    }

    @Test
    void aListenerHasHeardAMessageWhenItWasTaken() {
        List<WatchSignal> seen = new ArrayList<>();
        watches().open(WatchRequest.prefix("k"), seen::add);
        harness.calls.last().created(9);
        List<WatchEvent> events = List.of(Samples.put("k1", 10), Samples.put("k2", 11));

        harness.calls.last().events(11, false, events);

        KeyRange range = KeyRange.prefix("k");
        assertThat(seen)
                .containsExactly(
                        new Started(10),
                        new Change(10, events.subList(0, 1), range),
                        new Change(11, events.subList(1, 2), range));
    }

    @Test
    void openingOneAndWaitingForTheServerIsRefusedThere() {
        BlockingWatches blocking = harness.blocking(Duration.ofSeconds(30));

        assertThat(thrownInPlace(() -> blocking.open(WatchRequest.prefix("k"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("asynchronous view");
        assertThat(harness.calls.streams).isEmpty();
    }

    @Test
    void waitingForASignalIsRefusedThereAndLookingForOneIsNot() {
        Watch watch = harness.open("k");
        harness.calls.last().created(9);

        assertThat(thrownInPlace(() -> watch.iterator().next()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("listener");
        // What is thrown in a callback would only be logged.
        assertThat(thrownInPlace(() -> assertThat(watch.poll(Duration.ZERO)).contains(new Started(10))))
                .isNull();
        assertThat(watch.poll(Duration.ZERO)).isEmpty();
    }
}
