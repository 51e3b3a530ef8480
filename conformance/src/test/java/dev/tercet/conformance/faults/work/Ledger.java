package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.watch.WatchSignal.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What all have seen who watch the whole store, put together. Whoever has seen a revision must have seen the same of it. Every revision
 * of etcd changes a key, so that none that nobody saw goes unnoticed either.
 */
final class Ledger {
    /** An empty store has this revision. */
    static final long EMPTY = 1;

    private final Stage stage;
    private final ConcurrentSkipListMap<Long, Change> changes = new ConcurrentSkipListMap<>();
    private final AtomicLong compacted = new AtomicLong();

    Ledger(Stage stage) {
        this.stage = stage;
    }

    void saw(Change change) {
        Change other = changes.putIfAbsent(change.revision(), change);
        if (other != null && !other.events().equals(change.events())) {
            stage.violation("two watches of the whole store differ at revision " + change.revision() + ": "
                    + other.events() + " and " + change.events());
        }
    }

    /** Somebody was told that nothing before this revision is to be had any more. */
    void compacted(long revision) {
        compacted.accumulateAndGet(revision, Math::max);
    }

    /** The last revision that anybody saw. */
    long upTo() {
        var last = changes.lastEntry();
        return last == null ? EMPTY : last.getKey();
    }

    /** Whether there is none before that which nobody saw. */
    boolean isWhole() {
        return firstGap(upTo()) == null;
    }

    /** All that was seen. */
    Collection<Change> changes() {
        return changes.values();
    }

    /** What happened up to a revision, or up to the first that nobody saw: then the rest cannot be decided, and that is said. */
    RevisionLog log(long now) {
        Long gap = firstGap(now);
        if (gap == null) {
            return new RevisionLog(
                    0, List.of(), new ArrayList<>(changes.headMap(now, true).values()), now);
        }
        if (gap < compacted.get()) {
            stage.undecided("revision " + gap + " was compacted before anybody saw it: what happened from there to "
                    + now + " was not held against the answers");
        } else {
            stage.violation("nobody saw revision " + gap + ", though it was not compacted");
        }
        return new RevisionLog(
                0, List.of(), new ArrayList<>(changes.headMap(gap).values()), gap - 1);
    }

    private @Nullable Long firstGap(long now) {
        long expected = EMPTY + 1;
        for (long revision : changes.headMap(now, true).keySet()) {
            if (revision != expected) {
                return expected;
            }
            expected++;
        }
        return expected <= now ? expected : null;
    }
}
