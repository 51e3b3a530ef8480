package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.error.CompactedException;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes down all that happens to the store: one watch from the beginning at each member, past every proxy, so that what is compacted
 * before one of them has seen it was seen by another. All that have seen a revision must have seen the same of it. Every revision of
 * etcd changes a key, so that none that nobody saw goes unnoticed either.
 */
final class Observer implements AutoCloseable {
    /** An empty store has this revision. */
    private static final long EMPTY = 1;

    private final Stage stage;
    private final List<EtcdClient> members;
    private final ConcurrentSkipListMap<Long, Change> changes = new ConcurrentSkipListMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final AtomicLong compactions = new AtomicLong();

    /**
     * Begins.
     *
     * @param members a client for each, which goes to that one alone
     */
    Observer(Stage stage, List<EtcdClient> members) {
        this.stage = stage;
        this.members = List.copyOf(members);
        for (EtcdClient member : members) {
            open(member, EMPTY);
        }
    }

    private void open(EtcdClient member, long from) {
        WatchRequest all = WatchRequest.of(KeyRange.ALL).fromRevision(from);
        watches.add(member.async().watches().open(all, signal -> {
            if (signal instanceof Change change) {
                saw(change);
            } else if (signal instanceof WatchSignal.Ended ended && ended.causeOrNull() != null) {
                again(member, ended.causeOrNull());
            }
        }));
    }

    private void saw(Change change) {
        Change other = changes.putIfAbsent(change.revision(), change);
        if (other != null && !other.events().equals(change.events())) {
            stage.violation("two watches of the whole store differ at revision " + change.revision() + ": "
                    + other.events() + " and " + change.events());
        }
    }

    private void again(EtcdClient member, Exception cause) {
        if (cause instanceof CompactedException compacted) {
            compactions.incrementAndGet();
            open(member, compacted.compactRevision());
        } else if (stage.goesOn()) {
            stage.violation("a watch of the whole store ended: " + cause);
        }
    }

    /** The last revision that anybody saw. */
    long upTo() {
        var last = changes.lastEntry();
        return last == null ? EMPTY : last.getKey();
    }

    /** All that was seen. */
    Collection<Change> changes() {
        return changes.values();
    }

    /**
     * What happened, up to now; waits for those who watch to have seen it. Only when nothing is written any more.
     *
     * @return {@link RevisionLog#NONE} if it was not to be had, which is told as a violation
     */
    RevisionLog log(EtcdClient etcd, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        long now = etcd.kv().get(Get.all().countOnly()).revision();
        if (!Wait.until(deadline, () -> upTo() >= now)) {
            stage.violation("the watches of the whole store have seen up to " + upTo() + " only, of " + now);
            return RevisionLog.NONE;
        }
        readAgain(etcd, now, atMost);
        Long gap = firstGap();
        if (gap != null) {
            // Only compaction can have done it: then there is nothing to compare with from here on.
            if (compactions.get() == 0) {
                stage.violation("nobody saw revision " + gap + ", though nothing was compacted");
            }
            return new RevisionLog(
                    0, List.of(), new ArrayList<>(changes.headMap(gap).values()), gap - 1);
        }
        return new RevisionLog(
                0, List.of(), new ArrayList<>(changes.headMap(now, true).values()), now);
    }

    private @Nullable Long firstGap() {
        long expected = EMPTY + 1;
        for (long revision : changes.keySet()) {
            if (revision != expected) {
                return expected;
            }
            expected++;
        }
        return null;
    }

    /** Once more, on a new stream that no fault has ever touched, as far as the history is there. */
    private void readAgain(EtcdClient etcd, long upTo, Duration atMost) {
        long from = EMPTY;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (from <= upTo) {
            WatchRequest all = WatchRequest.of(KeyRange.ALL).fromRevision(from);
            try (Watch watch = etcd.watches().open(all)) {
                from = read(watch, from, upTo, deadline);
            }
            if (System.nanoTime() > deadline) {
                stage.violation("a new watch of the whole store came to " + from + " only, of " + upTo);
                return;
            }
        }
    }

    /** Answers from where to go on. */
    private long read(Watch watch, long from, long upTo, long deadline) {
        long next = from;
        while (next <= upTo && System.nanoTime() < deadline) {
            WatchSignal signal = watch.poll(Duration.ofMillis(100)).orElse(null);
            if (signal instanceof Change change) {
                saw(change);
                next = change.revision() + 1;
            } else if (signal instanceof WatchSignal.Ended ended) {
                return ended.causeOrNull() instanceof CompactedException compacted ? compacted.compactRevision() : next;
            }
        }
        return next;
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
