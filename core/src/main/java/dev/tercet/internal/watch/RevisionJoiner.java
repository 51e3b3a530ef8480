package dev.tercet.internal.watch;

import dev.tercet.kv.Bytes;
import dev.tercet.watch.WatchEvent;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes whole revisions of what one connection brings: cuts batches at revisions, joins what fragments tore apart, and drops what
 * was delivered before.
 *
 * <p>The last revision of a fragment may go on in the next message, so it waits; all earlier ones are complete.
 */
final class RevisionJoiner {
    /** What an event weighs whose value is no larger than a key may be. */
    private static final long SMALL = 512;

    private List<WatchEvent> pending = List.of();
    private long deliveredRevision;
    private List<Bytes> deliveredKeys = List.of();

    /**
     * Takes a message.
     *
     * @param from the resume revision: what is older was delivered
     * @return the revisions that are complete now, in order
     */
    List<List<WatchEvent>> add(List<WatchEvent> events, boolean fragment, long from) {
        List<List<WatchEvent>> complete = new ArrayList<>(events.size());
        List<WatchEvent> run = pending;
        int at = 0;
        while (at < events.size()) {
            int end = endOfRevision(events, at);
            List<WatchEvent> part = part(events, at, end);
            long revision = part.get(0).revision();
            at = end;
            if (!run.isEmpty() && run.get(0).revision() == revision) {
                run = joined(run, newOf(part, run));
            } else {
                long floor = run.isEmpty() ? from : Math.max(from, run.get(0).revision());
                if (revision < floor) {
                    part = lateOf(part, revision);
                    if (!run.isEmpty()) {
                        // Older than what waits, and told before it.
                        complete(complete, part);
                        continue;
                    }
                }
                if (part.isEmpty()) {
                    continue;
                }
                complete(complete, run);
                run = part;
            }
        }
        if (fragment) {
            pending = run;
        } else {
            complete(complete, run);
            pending = List.of();
        }
        return complete;
    }

    /**
     * Takes a message that is not a fragment, if all of it is handed on as it is.
     *
     * @param from the resume revision
     * @return whether it is; if not nothing has happened, and it is to be {@linkplain #add added}
     */
    boolean takeWhole(Parcel message, long from) {
        if (!pending.isEmpty() || !message.ordered() || message.isEmpty() || message.firstRevision() < from) {
            return false;
        }
        deliveredRevision = message.lastRevision();
        deliveredKeys = message.lastKeys();
        return true;
    }

    /** Whether the rest of a revision is still to come. */
    boolean isWaiting() {
        return !pending.isEmpty();
    }

    /** The connection is gone: what was incomplete is asked for again. */
    void reset() {
        pending = List.of();
        deliveredRevision = 0;
        deliveredKeys = List.of();
    }

    /** Mostly it is one event, or all of them, and then the message's own list. */
    static List<WatchEvent> part(List<WatchEvent> events, int start, int end) {
        if (end - start == events.size()) {
            return events;
        }
        return end - start == 1 ? List.of(events.get(start)) : List.copyOf(events.subList(start, end));
    }

    private void complete(List<List<WatchEvent>> complete, List<WatchEvent> run) {
        if (run.isEmpty()) {
            return;
        }
        complete.add(run);
        boolean goesOn = run.get(0).revision() == deliveredRevision;
        deliveredRevision = run.get(0).revision();
        List<Bytes> keys = keys(run);
        deliveredKeys = goesOn ? joined(deliveredKeys, keys) : keys;
    }

    /**
     * Their keys, which hardly anybody asks for and each watch remembers: of small events they are looked up, so that no list is made
     * for each message; of large ones they are a list, so that no values are held.
     */
    static List<Bytes> keys(List<WatchEvent> run) {
        return Weight.of(run) > SMALL * run.size()
                ? run.stream().map(WatchEvent::key).toList()
                : new AbstractList<>() {
                    @Override
                    public Bytes get(int index) {
                        return run.get(index).key();
                    }

                    @Override
                    public int size() {
                        return run.size();
                    }
                };
    }

    /**
     * A proxy that does not know fragments passes them on without the flag. A key changes once in a revision, so a part of the
     * revision just delivered on this same connection that has other keys is not a repetition but the rest of it: late, but not
     * lost.
     */
    private List<WatchEvent> lateOf(List<WatchEvent> part, long revision) {
        if (revision != deliveredRevision) {
            return List.of();
        }
        return part.stream()
                .filter(event -> !deliveredKeys.contains(event.key()))
                .toList();
    }

    /** A key changes once in a revision, so what has one again was sent twice. */
    private static List<WatchEvent> newOf(List<WatchEvent> part, List<WatchEvent> run) {
        Set<Bytes> there = new HashSet<>(keys(run));
        return part.stream().filter(event -> !there.contains(event.key())).toList();
    }

    static int endOfRevision(List<WatchEvent> events, int start) {
        long revision = events.get(start).revision();
        int end = start + 1;
        while (end < events.size() && events.get(end).revision() == revision) {
            end++;
        }
        return end;
    }

    private static <T> List<T> joined(List<T> head, List<T> tail) {
        List<T> both = new ArrayList<>(head.size() + tail.size());
        both.addAll(head);
        both.addAll(tail);
        return List.copyOf(both);
    }
}
