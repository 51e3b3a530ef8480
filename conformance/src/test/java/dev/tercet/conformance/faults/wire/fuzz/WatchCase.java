package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One watch by a server that cannot be trusted, and what it told. */
final class WatchCase {
    private final Session session;
    private final Watch watch;
    private final List<WatchSignal> seen = new ArrayList<>();
    private long last;
    private boolean over;
    private boolean ended;

    WatchCase(Session session, EtcdClient etcd) {
        this.session = session;
        this.watch = etcd.async()
                .watches()
                .open(WatchRequest.prefix(session.prefix()).fromRevision(Session.FIRST));
    }

    Session session() {
        return session;
    }

    /** Listens until it has told everything, or nothing for a while. */
    void play(Duration patience) {
        while (!over) {
            Optional<WatchSignal> signal = watch.poll(patience);
            if (signal.isEmpty()) {
                return;
            }
            seen.add(signal.get());
            if (signal.get() instanceof WatchSignal.Change change) {
                last = change.revision();
                over = last >= Session.LAST;
            } else if (signal.get() instanceof WatchSignal.Ended) {
                over = true;
            }
        }
    }

    /** Closes it, and sees whether that ends it. */
    void close(Duration patience) {
        watch.close();
        try {
            watch.ended().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            ended = true;
        } catch (Exception e) {
            ended = false;
        }
    }

    /**
     * What is wrong with what it told.
     *
     * @param all whether it must have told everything
     */
    Optional<String> verdict(boolean all) {
        if (!ended) {
            return wrong("closed, and yet it has no end");
        }
        Set<String> events = new HashSet<>();
        long revision = Long.MIN_VALUE;
        boolean connected = true;
        for (WatchSignal signal : seen) {
            if (signal instanceof WatchSignal.Change change) {
                // Of a server that mixes up revisions, more of the last one is told late rather than lost: other keys
                // of it.
                if (change.revision() < revision || (all && change.revision() == revision)) {
                    return wrong("late or twice: " + change);
                }
                revision = change.revision();
                for (WatchEvent event : change.events()) {
                    if (event.revision() != change.revision()) {
                        return wrong("two revisions in one: " + change);
                    }
                    if (!events.add(event.toString())) {
                        return wrong("twice: " + event);
                    }
                }
            } else if (signal instanceof WatchSignal.Interrupted) {
                if (!connected) {
                    return wrong("interrupted twice");
                }
                connected = false;
            } else if (signal instanceof WatchSignal.Resumed) {
                if (connected) {
                    return wrong("resumed without need");
                }
                connected = true;
            } else if (signal instanceof WatchSignal.Ended end && end.cause().isEmpty()) {
                return wrong("it ended without a reason");
            }
        }
        return all && !told().equals(session.changes()) ? wrong("it should have told all") : Optional.empty();
    }

    private List<String> told() {
        return seen.stream()
                .filter(WatchSignal.Change.class::isInstance)
                .flatMap(signal -> ((WatchSignal.Change) signal).events().stream())
                .map(Session::text)
                .toList();
    }

    private Optional<String> wrong(String words) {
        return Optional.of(words + ", in " + seen);
    }
}
