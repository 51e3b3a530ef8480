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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes down all that happens to the store: one watch from the beginning at each member, past every proxy, so that what is compacted
 * before one of them has seen it was seen by another.
 */
final class Observer implements AutoCloseable {
    private final Stage stage;
    private final Ledger ledger;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    /**
     * Begins.
     *
     * @param members a client for each, which goes to that one alone
     */
    Observer(Stage stage, List<EtcdClient> members) {
        this.stage = stage;
        ledger = new Ledger(stage);
        for (EtcdClient member : members) {
            open(member, Ledger.EMPTY);
        }
    }

    private void open(EtcdClient member, long from) {
        WatchRequest all = WatchRequest.of(KeyRange.ALL).fromRevision(from);
        watches.add(member.async().watches().open(all, signal -> {
            if (signal instanceof Change change) {
                ledger.saw(change);
            } else if (signal instanceof WatchSignal.Ended ended && ended.causeOrNull() != null) {
                again(member, ended.causeOrNull());
            }
        }));
    }

    private void again(EtcdClient member, Exception cause) {
        if (cause instanceof CompactedException compacted) {
            ledger.compacted(compacted.compactRevision());
            open(member, compacted.compactRevision());
        } else if (stage.goesOn()) {
            stage.violation("a watch of the whole store ended: " + cause);
        }
    }

    /** The last revision that anybody saw. */
    long upTo() {
        return ledger.upTo();
    }

    /** Whether there is none before that which nobody saw. */
    boolean sawAll() {
        return ledger.isWhole();
    }

    /** All that was seen, with gaps if there are any. */
    Collection<Change> changes() {
        return ledger.changes();
    }

    /**
     * What happened, up to now; waits for those who watch to have seen it. Only when nothing is written any more.
     *
     * @return as much of it as anybody saw; {@link RevisionLog#NONE} if it was not to be had, which is told as a violation
     */
    RevisionLog log(EtcdClient etcd, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        long now = etcd.kv().get(Get.all().countOnly()).revision();
        if (!Wait.until(deadline, () -> upTo() >= now)) {
            stage.violation("the watches of the whole store have seen up to " + upTo() + " only, of " + now);
            return RevisionLog.NONE;
        }
        readAgain(etcd, now, atMost);
        return ledger.log(now);
    }

    /** Once more, on a new stream that no fault has ever touched, as far as the history is there. */
    private void readAgain(EtcdClient etcd, long upTo, Duration atMost) {
        long from = Ledger.EMPTY;
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
                ledger.saw(change);
                next = change.revision() + 1;
            } else if (signal instanceof WatchSignal.Ended ended) {
                if (ended.causeOrNull() instanceof CompactedException compacted) {
                    ledger.compacted(compacted.compactRevision());
                    return compacted.compactRevision();
                }
                return next;
            }
        }
        return next;
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
