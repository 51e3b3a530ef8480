package dev.tercet.conformance.faults.load;

import dev.tercet.watch.WatchSignal;
import java.util.function.Consumer;

/** One of a crowd of watches: how much it was told, up to where, and how long it was told nothing. The monitor guards all. */
final class Spectator implements Consumer<WatchSignal> {
    private final String name;
    private final Tally tally;
    private long changes;
    private long last;
    private long lastAt = System.nanoTime();
    private long silence;
    private long interruptions;

    Spectator(String name, Tally tally) {
        this.name = name;
        this.tally = tally;
    }

    @Override
    public synchronized void accept(WatchSignal signal) {
        long now = System.nanoTime();
        silence = Math.max(silence, now - lastAt);
        lastAt = now;
        if (signal instanceof WatchSignal.Change change) {
            if (change.revision() <= last) {
                tally.violation("out of order, or twice", name + ": " + change.revision() + " after " + last);
            }
            last = change.revision();
            changes++;
        } else if (signal instanceof WatchSignal.Interrupted) {
            interruptions++;
        } else if (signal instanceof WatchSignal.Ended end) {
            end.cause().ifPresent(why -> tally.violation("a watch ends by itself", name + ": " + why));
        }
    }

    /** Silence before this does not count: nothing was written. */
    synchronized void begin() {
        lastAt = System.nanoTime();
        silence = 0;
    }

    synchronized long changes() {
        return changes;
    }

    synchronized long last() {
        return last;
    }

    synchronized long interruptions() {
        return interruptions;
    }

    /** The longest, the one that still lasts included. */
    synchronized long silenceMillis() {
        return Math.max(silence, System.nanoTime() - lastAt) / 1_000_000;
    }

    @Override
    public synchronized String toString() {
        return name + ": " + changes + " changes, the last of revision " + last + ", " + interruptions
                + " interruptions, silent for up to " + silenceMillis() + " ms";
    }
}
