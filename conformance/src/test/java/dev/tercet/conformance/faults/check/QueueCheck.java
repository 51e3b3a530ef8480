package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Hold;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Locks, held against the keys that stand in their queues, as the log has them: nobody is served before one who came earlier and is
 * still there, what is guarded is written by who is first at that revision and by nobody else, and nobody counts on a lock whose key
 * is known to be gone. Says nothing where there is no log.
 */
final class QueueCheck {
    /** What is written under a lock is below this and the lock's name; the value begins with the token. */
    private static final String GUARDED = "guarded/";

    private final History history;
    private final Past past;
    private final Dates dates;
    private final long slack;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * A place in a queue.
     *
     * @param left at which revision the key was deleted; {@link Operation#NEVER} if it was not
     */
    private record Place(String key, long came, long left) {
        boolean isThere(long revision) {
            return came <= revision && revision < left;
        }

        @Override
        public String toString() {
            return key + " [" + came + " " + (left == Operation.NEVER ? "..." : left) + "]";
        }
    }

    private QueueCheck(History history, Settings settings) {
        this.history = history;
        this.past = new Past(history.log());
        this.dates = new Dates(history);
        this.slack = settings.slack().toNanos();
    }

    static List<Violation> of(History history, Settings settings) {
        if (!history.log().isThere()) {
            return List.of();
        }
        QueueCheck check = new QueueCheck(history, settings);
        Map<String, List<Hold>> locks = new LinkedHashMap<>();
        history.holds()
                .forEach(hold -> locks.computeIfAbsent(hold.lock(), unknown -> new ArrayList<>())
                        .add(hold));
        locks.forEach((lock, holds) -> {
            TreeMap<Long, Place> queue = check.queue(lock);
            holds.stream().filter(Hold::isAcquired).forEach(hold -> check.served(queue, hold));
            check.guarded(queue, lock);
        });
        return check.violations;
    }

    /** All who ever stood in it, by when they came. */
    private TreeMap<Long, Place> queue(String lock) {
        TreeMap<Long, Place> queue = new TreeMap<>();
        String prefix = lock + "/";
        past.events().forEach((revision, events) -> {
            for (WatchEvent event : events) {
                if (!event.keyText().startsWith(prefix)) {
                    continue;
                }
                if (event.isPut()) {
                    long came = event.kv().createRevision();
                    queue.putIfAbsent(came, new Place(event.keyText(), came, Operation.NEVER));
                } else {
                    KeyValue before = past.at(event.key(), revision - 1);
                    if (before != null) {
                        queue.put(
                                before.createRevision(), new Place(event.keyText(), before.createRevision(), revision));
                    }
                }
            }
        });
        return queue;
    }

    private void served(TreeMap<Long, Place> queue, Hold hold) {
        if (!past.coversChange(hold.token())) {
            return;
        }
        Place own = queue.get(hold.token());
        if (own == null) {
            say("lock: in turn", hold.answered(), "nobody came to its queue at the revision of its token: " + hold);
            return;
        }
        long then = Math.min(dates.atMost(hold.answered()), history.log().upTo());
        ahead(queue, hold.token(), then)
                .ifPresent(earlier ->
                        say("lock: in turn", hold.answered(), "served while " + earlier + " was before it: " + hold));
        if (own.left() == Operation.NEVER) {
            return;
        }
        long gone = dates.byWhen(own.left());
        long until = Math.min(hold.until(), history.taken());
        if (gone != Operation.NEVER && until > gone + slack) {
            say(
                    "lock: loss signalled",
                    until,
                    "its key was gone " + Operation.at(until - gone) + " ms before, at revision " + own.left() + ": "
                            + hold);
        }
    }

    /** Somebody who came before that token and is still there at that revision. */
    private static Optional<Place> ahead(TreeMap<Long, Place> queue, long token, long revision) {
        return queue.headMap(token, false).values().stream()
                .filter(place -> place.isThere(revision))
                .findFirst();
    }

    private void guarded(TreeMap<Long, Place> queue, String lock) {
        past.events().forEach((revision, events) -> {
            for (WatchEvent event : events) {
                if (event.isPut() && event.keyText().equals(GUARDED + lock)) {
                    guarded(queue, revision, event);
                }
            }
        });
    }

    private void guarded(TreeMap<Long, Place> queue, long revision, WatchEvent event) {
        String value = event.valueText();
        long token = Long.parseLong(value.substring(0, value.indexOf('.')));
        if (!past.coversChange(token)) {
            return;
        }
        Place own = queue.get(token);
        Optional<Place> earlier = ahead(queue, token, revision);
        if (own == null || !own.isThere(revision) || earlier.isPresent()) {
            String why = own == null || !own.isThere(revision)
                    ? "its place was " + (own == null ? "never there" : own)
                    : "before it was " + earlier.get();
            say(
                    "lock: fenced",
                    dates.byWhen(revision),
                    "at revision " + revision + " " + event.keyText() + " was written with token " + token
                            + ", which was not the holder's: " + why);
        }
    }

    private void say(String rule, long at, String what) {
        violations.add(Violation.at(rule, at, what));
    }
}
