package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.KeyRange;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads a watch as tests do: in order, and not for ever. */
final class WatchProbe implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Watch watch;
    private final List<WatchSignal> seen = new ArrayList<>();

    WatchProbe(Watch watch) {
        this.watch = watch;
    }

    Watch watch() {
        return watch;
    }

    /** Waits until the server has the watch. */
    WatchProbe started() {
        next(WatchSignal.Started.class);
        return this;
    }

    /** The latest signals, of which there may be very many. */
    private List<WatchSignal> last() {
        return seen.subList(Math.max(0, seen.size() - 10), seen.size());
    }

    /** The next signal, whatever it is. */
    WatchSignal next() {
        WatchSignal signal = watch.poll(LIMIT).orElseThrow(() -> new AssertionError("no signal after " + last()));
        seen.add(signal);
        return signal;
    }

    /** The next signal, which has to be of this type. */
    <T extends WatchSignal> T next(Class<T> type) {
        WatchSignal signal = next();
        assertThat(signal).as("after %s", seen).isInstanceOf(type);
        return type.cast(signal);
    }

    /** The next signal of this type; what is skipped says nothing of the data. */
    <T extends WatchSignal> T await(Class<T> type) {
        while (true) {
            WatchSignal signal = next();
            if (type.isInstance(signal)) {
                return type.cast(signal);
            }
            assertThat(signal)
                    .as("while waiting for %s, after %s", type.getSimpleName(), seen)
                    .isInstanceOfAny(
                            WatchSignal.Started.class,
                            WatchSignal.Interrupted.class,
                            WatchSignal.Resumed.class,
                            WatchSignal.Progress.class);
        }
    }

    /** The next revision's changes. */
    WatchSignal.Change change() {
        return await(WatchSignal.Change.class);
    }

    /** The next event, alone in its revision. */
    WatchEvent event() {
        WatchSignal.Change change = change();
        assertThat(change.events()).hasSize(1);
        return change.events().get(0);
    }

    /** The next {@code count} events, of however many revisions. */
    List<WatchEvent> events(int count) {
        List<WatchEvent> events = new ArrayList<>();
        while (events.size() < count) {
            events.addAll(change().events());
        }
        return events;
    }

    /** How often the connection was gone, as far as read. */
    long interruptions() {
        return seen.stream().filter(WatchSignal.Interrupted.class::isInstance).count();
    }

    WatchSignal.Ended ended() {
        WatchSignal.Ended ended = await(WatchSignal.Ended.class);
        assertThat(watch.poll(Duration.ZERO)).as("after the end").isEmpty();
        return ended;
    }

    /** Checks that nothing of the data comes for a while. */
    WatchProbe quietFor(Duration time) {
        watch.poll(time).ifPresent(signal -> {
            throw new AssertionError("expected nothing, got " + signal + " after " + seen);
        });
        return this;
    }

    /** Checks that no change comes for a while; the connection may do what it likes. */
    void quietOfDataFor(Duration time) {
        watch.poll(time).ifPresent(signal -> {
            if (signal instanceof WatchSignal.Change || signal instanceof WatchSignal.Ended) {
                throw new AssertionError("expected nothing, got " + signal + " after " + seen);
            }
        });
    }

    /** Adds a range and waits for the server. */
    WatchProbe add(KeyRange range) throws Exception {
        CompletableFuture<Long> added = watch.add(range);
        Within.seconds(10, added);
        return this;
    }

    @Override
    public void close() {
        watch.close();
    }
}
