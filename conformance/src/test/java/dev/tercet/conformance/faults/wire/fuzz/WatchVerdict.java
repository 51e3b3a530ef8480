package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is to be said of signals that came by a server that cannot be trusted.
 *
 * @param said whether the server has said an event
 * @param ended whether closing the watch ended it
 */
record WatchVerdict(Session session, List<WatchSignal> seen, Predicate<WatchEvent> said, boolean ended) {
    /**
     * What is wrong with what it told.
     *
     * @param all whether it must have told everything
     */
    Optional<String> wrong(boolean all) {
        if (!ended) {
            return objection("closed, and yet it has no end");
        }
        Set<String> events = new HashSet<>();
        long revision = Long.MIN_VALUE;
        boolean connected = true;
        for (WatchSignal signal : seen) {
            if (signal instanceof WatchSignal.Change change) {
                // Of a server that mixes up revisions, more of the last one is told late rather than lost: other keys
                // of it.
                if (change.revision() < revision || (all && change.revision() == revision)) {
                    return objection("late or twice: " + change);
                }
                revision = change.revision();
                for (WatchEvent event : change.events()) {
                    if (event.revision() != change.revision()) {
                        return objection("two revisions in one: " + change);
                    }
                    if (!said.test(event)) {
                        return objection("nobody said this: " + event);
                    }
                    if (!events.add(event.toString())) {
                        return objection("twice: " + event);
                    }
                }
            } else if (signal instanceof WatchSignal.Interrupted) {
                if (!connected) {
                    return objection("interrupted twice");
                }
                connected = false;
            } else if (signal instanceof WatchSignal.Resumed) {
                if (connected) {
                    return objection("resumed without need");
                }
                connected = true;
            } else if (signal instanceof WatchSignal.Ended end && end.cause().isEmpty()) {
                return objection("it ended without a reason");
            }
        }
        return all && !told().equals(session.changes()) ? objection("it should have told all") : Optional.empty();
    }

    private List<String> told() {
        return seen.stream()
                .filter(WatchSignal.Change.class::isInstance)
                .flatMap(signal -> ((WatchSignal.Change) signal).events().stream())
                .map(Session::text)
                .toList();
    }

    private Optional<String> objection(String words) {
        return Optional.of(words + ", in " + seen);
    }
}
