package dev.tercet.cli.tour;

import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads a watch event by event, and waits for each with a limit. */
final class Signals {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Watch watch;
    private final Deque<WatchEvent> events = new ArrayDeque<>();

    Signals(Watch watch) {
        this.watch = watch;
    }

    /** The next event, which is expected soon. */
    WatchEvent next(String expected) {
        return next(expected, PATIENCE);
    }

    /** The next event. That a connection was lost and made again is no surprise: no event is lost by that. */
    WatchEvent next(String expected, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (events.isEmpty()) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            WatchSignal signal = watch.poll(left)
                    .orElseThrow(() -> new Surprise(expected, "no event for " + atMost.toSeconds() + " s"));
            if (signal instanceof WatchSignal.Change change) {
                events.addAll(change.events());
            } else if (signal instanceof WatchSignal.Ended ended) {
                throw new Surprise(expected, "the watch's end: " + ended.cause().orElse(null));
            }
        }
        return events.remove();
    }
}
