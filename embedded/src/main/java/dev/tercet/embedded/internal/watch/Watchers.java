package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.watch.Watcher.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All watches, and how far each has come. Within steps only; it decides what is to be said, and others say it.
 *
 * <p>A watch is live, and then the subject of its interest collects for it what is committed; or behind, and then it reads history
 * piece by piece until there is no more of it. {@link Watcher#next} moves on when something was decided to be given to it, and back
 * when that was not taken: so it never gets a revision twice, and misses none.
 */
final class Watchers {
    /** How many pieces of history are read in one pass: others use the loop too. */
    private static final int MAX_PIECES = 64;

    private final Store store;
    private final Headers headers;
    private final Agenda agenda;
    private final Subjects subjects = new Subjects();
    private final Set<Watcher> behind = new LinkedHashSet<>();
    private List<Subject> dirty = new ArrayList<>();
    private boolean held;
    private int open;

    Watchers(Store store, Headers headers, Agenda agenda) {
        this.store = store;
        this.headers = headers;
        this.agenda = agenda;
    }

    int open() {
        return open;
    }

    boolean isHeld() {
        return held;
    }

    void add(Watcher watcher) {
        open++;
        watcher.next = watcher.start == 0 ? store.revision() + 1 : watcher.start;
        if (watcher.next > store.revision() && !held) {
            goLive(watcher);
        } else {
            fallBehind(watcher);
        }
    }

    void remove(Watcher watcher) {
        if (watcher.state != State.COMPACTED) {
            open--;
        }
        subjects.leave(watcher);
        behind.remove(watcher);
        watcher.state = State.GONE;
    }

    void commit(List<Change> changes) {
        for (Change change : changes) {
            subjects.matching(change.kv().getKey(), subject -> {
                if (subject.append(change)) {
                    dirty.add(subject);
                }
            });
        }
        if (!dirty.isEmpty()) {
            agenda.wake();
        }
    }

    /** What was committed since it was asked last, for all who listen. */
    List<Portion> takeLive() {
        List<Subject> taken = dirty;
        dirty = new ArrayList<>();
        List<Portion> portions = new ArrayList<>(taken.size());
        for (Subject subject : taken) {
            if (subject.isOverflowed()) {
                fallBehind(subject);
            }
            Portion portion = subject.take();
            if (portion != null) {
                portions.add(portion);
            }
        }
        return portions;
    }

    /** Watches that are to read history: those that want to read the same together, and no more groups than a pass may do. */
    List<List<Watcher>> readers() {
        if (held || behind.isEmpty()) {
            return List.of();
        }
        Map<Reading, List<Watcher>> groups = new LinkedHashMap<>();
        for (Watcher watcher : behind) {
            groups.computeIfAbsent(new Reading(watcher.interest, watcher.next), reading -> new ArrayList<>())
                    .add(watcher);
            if (groups.size() == MAX_PIECES) {
                break;
            }
        }
        return List.copyOf(groups.values());
    }

    /** The next piece of history for such a group; null if there is nothing in it. */
    @Nullable
    Portion read(List<Watcher> group) {
        List<Watcher> readers = new ArrayList<>(group);
        readers.removeIf(watcher -> watcher.state != State.BEHIND);
        if (held || readers.isEmpty()) {
            return null;
        }
        Watcher any = readers.get(0);
        long from = any.next;
        if (from < store.compactRevision()) {
            readers.forEach(this::overtake);
            return null;
        }
        CatchUp.Piece piece = CatchUp.read(store, any.interest, from);
        List<Portion.Share> shares = new ArrayList<>(readers.size());
        for (Watcher watcher : readers) {
            shares.add(new Portion.Share(watcher, from));
            watcher.next = piece.next();
            watcher.quiet &= piece.changes().isEmpty();
            behind.remove(watcher);
            if (watcher.next > store.revision()) {
                goLive(watcher);
            } else {
                fallBehind(watcher);
            }
        }
        if (piece.changes().isEmpty()) {
            return null;
        }
        // What was there before a revision is known only if the revision before it is kept.
        return new Portion(any.interest, piece.changes(), store.compactRevision() + 1, headers.now(), shares);
    }

    /** A watch's stream did not take what it was given, from this revision on. */
    void park(Watcher watcher, long from) {
        if (watcher.state == State.LIVE || watcher.state == State.BEHIND) {
            subjects.leave(watcher);
            behind.remove(watcher);
            watcher.state = State.PARKED;
            watcher.next = from;
        }
    }

    /** Its stream takes again. */
    void unpark(Watcher watcher) {
        if (watcher.state == State.PARKED) {
            fallBehind(watcher);
        }
    }

    /** Gives events to nobody any more. */
    void hold() {
        held = true;
        List.copyOf(subjects.all()).forEach(this::fallBehind);
    }

    void release() {
        held = false;
        agenda.wake();
    }

    /** Whether there are events to be given. */
    boolean hasWork() {
        return !dirty.isEmpty() || (!held && !behind.isEmpty());
    }

    private void goLive(Watcher watcher) {
        watcher.state = State.LIVE;
        subjects.join(watcher);
    }

    private void fallBehind(Watcher watcher) {
        watcher.state = State.BEHIND;
        behind.add(watcher);
        agenda.wake();
    }

    private void fallBehind(Subject subject) {
        // All that came before what pends was given to them, or was not for them.
        long known = subject.firstPendingOr(store.revision() + 1);
        subject.clear();
        for (Watcher watcher : List.copyOf(subject.watchers())) {
            subjects.leave(watcher);
            watcher.next = Math.max(watcher.next, known);
            fallBehind(watcher);
        }
    }

    private void overtake(Watcher watcher) {
        open--;
        behind.remove(watcher);
        watcher.state = State.COMPACTED;
        WatchMessage message = WatchMessage.compacted(headers.at(0), watcher.id, store.compactRevision());
        watcher.stream.say(message);
    }

    private record Reading(Interest interest, long next) {}
}
