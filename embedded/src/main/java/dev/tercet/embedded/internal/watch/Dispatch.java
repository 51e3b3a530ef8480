package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.watch.Portion.Share;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The passes over all that is to be told to clients.
 *
 * <p>A pass runs on the loop. It takes what there is within one short step, and hands it out when the lock is free again: first what
 * was asked for, then what was committed, then some history, then progress, which is true only after all of that. While it hands
 * out, more is committed, and the next pass finds it together: the more there is to do, the more goes into one message.
 *
 * <p>One pass is over before the next begins, so whatever is said to a client is said in the order in which it was decided.
 */
final class Dispatch {
    private final Apply apply;
    private final Headers headers;
    private final Watchers watchers;
    private final Agenda agenda;
    private volatile int fragmentLimit;
    private List<Refused> refused = new ArrayList<>();

    Dispatch(Apply apply, Headers headers, Watchers watchers, Agenda agenda, int fragmentLimit) {
        this.apply = apply;
        this.headers = headers;
        this.watchers = watchers;
        this.agenda = agenda;
        this.fragmentLimit = fragmentLimit;
    }

    void fragmentAbove(int bytes) {
        fragmentLimit = bytes;
    }

    void pass() {
        Taken taken = apply.step(this::take);
        taken.said.forEach(Runnable::run);
        taken.live.forEach(this::hand);
        for (List<Watcher> group : taken.readers) {
            Portion piece = apply.step(() -> new Read(watchers.read(group))).piece();
            if (piece != null) {
                hand(piece);
            }
        }
        taken.reports.forEach(Report::say);
        apply.step(this::finish);
    }

    private Taken take() {
        List<Runnable> said = agenda.begin();
        List<Portion> live = watchers.takeLive();
        List<Report> reports = new ArrayList<>();
        for (Iterator<WatchStream> asking = agenda.asking().iterator(); asking.hasNext(); ) {
            WatchStream stream = asking.next();
            if (stream.report(message -> reports.add(new Report(stream, message)))) {
                asking.remove();
            }
        }
        return new Taken(said, live, watchers.readers(), reports);
    }

    private void hand(Portion portion) {
        for (EventBatch batch : portion.batches()) {
            ResponseHeader whole = portion.header();
            ResponseHeader header = whole != null ? whole : headers.at(batch.lastRevision());
            EventBatch part = batch;
            long partFrom = batch.firstRevision();
            for (Share share : portion.shares()) {
                if (share.from() <= batch.firstRevision()) {
                    hand(share.watcher(), header, batch);
                    continue;
                }
                if (share.from() != partFrom) {
                    partFrom = share.from();
                    part = batch.from(partFrom);
                }
                if (!part.isEmpty()) {
                    hand(share.watcher(), header, part);
                }
            }
        }
    }

    private void hand(Watcher watcher, ResponseHeader header, EventBatch events) {
        if (watcher.fell) {
            return;
        }
        Outbox outbox = watcher.stream.outbox();
        WatchMessage message = WatchMessage.events(header, watcher.id, events);
        boolean taken = watcher.fragments ? outbox.offer(Fragments.of(message, fragmentLimit)) : outbox.offer(message);
        if (!taken) {
            watcher.fell = true;
            refused.add(new Refused(watcher, events.firstRevision()));
        }
    }

    private void finish() {
        for (Refused each : refused) {
            each.watcher.fell = false;
            watchers.park(each.watcher, each.from);
        }
        refused = new ArrayList<>();
        if (watchers.hasWork() || !agenda.asking().isEmpty()) {
            agenda.wake();
        }
    }

    /** What one pass is to do. */
    private record Taken(List<Runnable> said, List<Portion> live, List<List<Watcher>> readers, List<Report> reports) {}

    private record Read(@Nullable Portion piece) {}

    private record Refused(Watcher watcher, long from) {}

    private record Report(WatchStream stream, WatchMessage message) {
        void say() {
            // One that refused events in this pass is full, and refuses this too: so nothing is claimed that was not
            // told.
            stream.outbox().offer(message);
        }
    }
}
