package dev.tercet.conformance.faults.load;

import dev.tercet.v2.watch.V2Event;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The indexes that a watch of v2 told of, in order. The monitor guards all. */
final class SeenV2 implements Consumer<V2Event> {
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(30);

    private final String who;
    private final Tally tally;
    private final Set<Long> told = new TreeSet<>();
    private long next;

    SeenV2(String who, Tally tally) {
        this.who = who;
        this.tally = tally;
    }

    @Override
    public synchronized void accept(V2Event event) {
        if (event.nextIndex() <= next) {
            tally.violation("out of order", who + ": " + event + " where " + next + " is next");
        }
        if (event instanceof V2Event.Reread reread) {
            // The server says so, and what is there now was read: as good as told.
            tally.count("times v2 had no events any more");
            for (long index = reread.from(); index <= reread.to(); index++) {
                told.add(index);
            }
        } else {
            told.add(event.nextIndex() - 1);
        }
        next = event.nextIndex();
    }

    /** What is next. */
    synchronized long next() {
        return next;
    }

    private synchronized List<Long> missing(List<Long> written) {
        return written.stream().filter(index -> !told.contains(index)).toList();
    }

    /** Waits until it has been told of all, or of nothing more. */
    void expectAll(List<Long> written) {
        long last = written.get(written.size() - 1);
        long before = -1;
        long since = System.nanoTime();
        while (next() <= last && System.nanoTime() - since < SILENCE) {
            if (next() != before) {
                before = next();
                since = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        List<Long> missing = missing(written);
        if (!missing.isEmpty()) {
            tally.violation(
                    "not all comes that was not read",
                    who + ": " + missing.size() + " of " + written.size() + " are missing, from index "
                            + missing.get(0));
        }
    }
}
