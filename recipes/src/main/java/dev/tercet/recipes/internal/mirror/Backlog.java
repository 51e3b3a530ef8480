package dev.tercet.recipes.internal.mirror;

import dev.tercet.kv.Bytes;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Revisions of the source that wait to be applied, and how they are grouped: as many whole ones as fit into a transaction and have no
 * key in common; or a part of one that does not fit alone.
 */
final class Backlog {
    /** Beyond this, what follows waits for the next transaction: large ones are slow for everybody. */
    private static final long ENOUGH_BYTES = 512 << 10;

    /** The server takes a request of 1.5 MiB, as it comes. */
    private static final long MOST_BYTES = 1_300_000;

    private final int mostWeight;
    private final int weightOfPut;
    private final Deque<Change> changes = new ArrayDeque<>();
    private int done;

    private record Change(long revision, List<WatchEvent> events) {}

    /**
     * Nothing yet.
     *
     * @param mostWeight what fits into a transaction
     * @param weightOfPut how many operations a put takes; a delete takes one
     */
    Backlog(int mostWeight, int weightOfPut) {
        this.mostWeight = mostWeight;
        this.weightOfPut = weightOfPut;
    }

    /** Begins anew, with a revision whose first events are applied already. */
    void restart(int alreadyDone) {
        changes.clear();
        done = alreadyDone;
    }

    void add(long revision, List<WatchEvent> events) {
        changes.add(new Change(revision, events));
    }

    int size() {
        return changes.size();
    }

    /** Takes what comes next; null if there is nothing. */
    @Nullable
    Batch next() {
        Group group = new Group();
        int revisions = 0;
        long revision = 0;
        while (!changes.isEmpty() && group.bytes < ENOUGH_BYTES) {
            Change change = changes.element();
            List<WatchEvent> rest = change.events.subList(Math.min(done, change.events.size()), change.events.size());
            int fitting = group.fitting(rest);
            if (fitting < rest.size()) {
                if (revisions > 0) {
                    break;
                }
                group.add(rest.subList(0, fitting));
                done += fitting;
                return new Batch(group.events, new Position(change.revision - 1, done), 0);
            }
            group.add(rest);
            changes.remove();
            done = 0;
            revisions++;
            revision = change.revision;
        }
        return revisions == 0 ? null : new Batch(group.events, new Position(revision, 0), revisions);
    }

    private final class Group {
        private final List<WatchEvent> events = new ArrayList<>();
        private final Set<Bytes> keys = new HashSet<>();
        private int weight;
        private long bytes;

        /** How many of these events fit in, in order; at least one into an empty group, however large. */
        int fitting(List<WatchEvent> more) {
            Set<Bytes> seen = new HashSet<>();
            int heavy = weight;
            long large = bytes;
            int count = 0;
            for (WatchEvent event : more) {
                heavy += weight(event);
                large += bytes(event);
                boolean fits = heavy <= mostWeight
                        && large <= MOST_BYTES
                        && !keys.contains(event.key())
                        && seen.add(event.key());
                if (!fits && !(count == 0 && events.isEmpty())) {
                    return count;
                }
                count++;
            }
            return count;
        }

        void add(List<WatchEvent> more) {
            for (WatchEvent event : more) {
                events.add(event);
                keys.add(event.key());
                weight += weight(event);
                bytes += bytes(event);
            }
        }

        private int weight(WatchEvent event) {
            return event.isPut() ? weightOfPut : 1;
        }

        private long bytes(WatchEvent event) {
            return (long) event.key().length() * weight(event) + event.value().length();
        }
    }
}
