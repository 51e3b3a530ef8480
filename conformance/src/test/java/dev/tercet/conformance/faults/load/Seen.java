package dev.tercet.conformance.faults.load;

import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The revisions that a watch brought, in the order of their coming. The monitor guards them. */
final class Seen {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final List<Long> revisions = new ArrayList<>();

    synchronized void add(WatchSignal signal) {
        if (signal instanceof WatchSignal.Change change) {
            revisions.add(change.revision());
        }
    }

    synchronized List<Long> revisions() {
        return List.copyOf(revisions);
    }

    private synchronized int size() {
        return revisions.size();
    }

    /** Reads until as many have come, or none does any more. */
    void readAll(Watch watch, List<Long> expected) {
        while (size() < expected.size()) {
            WatchSignal signal = watch.poll(SILENCE).orElse(null);
            if (signal == null) {
                return;
            }
            add(signal);
        }
    }

    /** Waits until as many have come, or none does any more. */
    void await(List<Long> expected) {
        int before = -1;
        long since = System.nanoTime();
        while (size() < expected.size() && System.nanoTime() - since < SILENCE.toNanos()) {
            if (size() != before) {
                before = size();
                since = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** What differs, in few words. */
    String against(List<Long> expected) {
        List<Long> came = revisions();
        for (int i = 0; i < Math.min(came.size(), expected.size()); i++) {
            if (!came.get(i).equals(expected.get(i))) {
                return "number " + i + " is of revision " + came.get(i) + ", not " + expected.get(i);
            }
        }
        return came.size() + " revisions, not " + expected.size();
    }
}
