package dev.tercet.conformance.faults.wire.cut;

import dev.tercet.EtcdClient;
import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watches a {@link Session} to its end and says what was wrong with what it heard. */
public final class Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Session session;
    private final boolean mayEnd;
    private final Runnable onFirstChange;
    private final List<WatchSignal> seen = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private long next = Session.FIRST;
    private long lastRevision;
    private boolean connected = true;
    private WatchSignal.@Nullable Ended ended;

    /**
     * Who watches all of a session.
     *
     * @param mayEnd whether the watch may end before it has told all, with a reason
     */
    public Listener(Session session, boolean mayEnd) {
        this(session, mayEnd, () -> {});
    }

    /**
     * The same.
     *
     * @param onFirstChange done once, when the first change has come
     */
    public Listener(Session session, boolean mayEnd, Runnable onFirstChange) {
        this.session = session;
        this.mayEnd = mayEnd;
        this.onFirstChange = onFirstChange;
    }

    /** Watches until the last change, or the end, has come. */
    public List<String> watch(EtcdClient etcd) {
        WatchRequest request = WatchRequest.prefix(session.prefix()).fromRevision(Session.FIRST);
        try (Watch watch = etcd.async().watches().open(request)) {
            while (lastRevision < Session.LAST && ended == null) {
                Optional<WatchSignal> signal = watch.poll(PATIENCE);
                if (signal.isEmpty()) {
                    wrong.add("nothing more comes");
                    break;
                }
                heard(signal.get());
            }
            // The break may lie behind the last change, and be told.
            watch.poll(Duration.ZERO).ifPresent(this::heard);
        }
        return verdict();
    }

    /** How often it was interrupted. */
    public long interruptions() {
        return seen.stream().filter(WatchSignal.Interrupted.class::isInstance).count();
    }

    /** How the watch ended, if it did. */
    public WatchSignal.@Nullable Ended ended() {
        return ended;
    }

    void heard(WatchSignal signal) {
        seen.add(signal);
        if (seen.size() == 1 && !(signal instanceof WatchSignal.Ended)) {
            expect(signal.equals(new WatchSignal.Started(Session.FIRST)), "begins with " + signal);
        } else if (signal instanceof WatchSignal.Change change) {
            changed(change);
        } else if (signal instanceof WatchSignal.Progress progress) {
            expect(progress.revision() >= next - 1, "a mark goes back: " + progress);
            next = progress.revision() + 1;
        } else if (signal instanceof WatchSignal.Interrupted) {
            expect(connected, "interrupted twice");
            connected = false;
        } else if (signal instanceof WatchSignal.Resumed resumed) {
            expect(!connected, "resumed without need");
            expect(resumed.revision() == next, "resumed at " + resumed.revision() + " instead of " + next);
            connected = true;
        } else if (signal instanceof WatchSignal.Ended end) {
            ended = end;
        } else {
            wrong.add("unexpected: " + signal);
        }
    }

    private void changed(WatchSignal.Change change) {
        if (changes.isEmpty()) {
            onFirstChange.run();
        }
        expect(connected, "a change while it is interrupted");
        expect(change.revision() > lastRevision, "revision " + change.revision() + " in two pieces, or late");
        lastRevision = change.revision();
        next = change.revision() + 1;
        boolean one = change.events().stream().allMatch(event -> event.revision() == change.revision());
        expect(one, "two revisions in one: " + change);
        change.events().forEach(event -> changes.add(Session.text(event)));
    }

    List<String> verdict() {
        List<String> all = session.changes();
        WatchSignal.Ended end = ended;
        if (end == null) {
            expect(changes.equals(all), "it heard " + changes);
        } else {
            Optional<EtcdException> cause = end.cause();
            expect(mayEnd || lastRevision >= Session.LAST, "it ended: " + cause);
            expect(cause.isPresent(), "it ended without a reason");
            // All of the revisions before, and nothing else.
            List<String> before = all.stream()
                    .filter(change -> Long.parseLong(change.substring(0, change.indexOf(' '))) <= lastRevision)
                    .toList();
            expect(changes.equals(before), "before its end it heard " + changes);
            cause.ifPresent(reason -> expect(
                    !(reason instanceof CompactedException) || lastRevision < Session.LAST,
                    "compacted although nothing was missing"));
        }
        return wrong.isEmpty() ? List.of() : List.of(session.prefix() + ": " + wrong + ", in " + seen);
    }

    @Override
    public String toString() {
        return session.prefix() + ", " + seen;
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }
}
