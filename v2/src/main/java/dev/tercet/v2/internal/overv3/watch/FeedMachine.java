package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.watch.V2Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a watch has to tell, and in which order: revisions are looked at side by side, and told one after another, as many events as
 * are asked for. So many revisions are taken from the store at a time as there are events asked for, within a limit, so that who asks for
 * one event does not have many looked at.
 *
 * <p>Signals go in by the methods; {@link #next()} says what to do, one thing at a time, until there is nothing.
 */
final class FeedMachine {
    /** How many revisions are looked at side by side: more would gain little. */
    static final int WINDOW = 32;

    private final Deque<Slot> slots = new ArrayDeque<>();
    private long wanted;
    private int asked;
    private long next;
    private boolean begun;
    private boolean over = true;
    private boolean done;

    /** One that begins at a revision; 0 is now. */
    FeedMachine(long first) {
        next = first;
    }

    /** So many more events may be told. */
    void request(long events) {
        wanted = wanted + events < 0 ? Long.MAX_VALUE : wanted + events;
    }

    /** A watch of the store is there, the first one or one more. */
    void subscribed() {
        // Each begins with word that it stands, or does not.
        asked = 1;
        over = false;
    }

    /** It stands, and tells of changes from this revision on. */
    void started(long revision) {
        passed();
        next = revision;
        begin();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            slots.add(new Slot(new FeedEffect.Begin(next)));
        }
    }

    /** It said something that nobody has to be told. */
    void passed() {
        asked--;
    }

    /** Nothing happened up to this revision that it did not tell. */
    void progress(long revision) {
        passed();
        // A watch may begin in the future.
        next = Math.max(next, revision + 1);
    }

    /** A revision is there, and is being looked at. */
    Slot change(long revision) {
        progress(revision);
        Slot slot = new Slot(null);
        slots.add(slot);
        return slot;
    }

    /** This is what there is to tell of it. */
    void looked(Slot slot, List<V2Event> events) {
        slot.events.addAll(events);
        slot.ready = true;
    }

    /** It cannot be told, nor can anything after it. */
    void failed(Slot slot, EtcdException failure) {
        if (slots.contains(slot)) {
            while (slots.removeLast() != slot) {
                // What comes after it would leave a gap.
            }
            ended(failure);
        }
    }

    /** The history that is next is gone: what is there is to be read when all before it is told and more is wanted. */
    void cleared() {
        over = true;
        // What has gone before it could stand is told like what goes later.
        begin();
        Slot slot = new Slot(null);
        slot.isReread = true;
        slots.add(slot);
    }

    /** That was read, and a new watch of the store is to be opened behind it. */
    void reread(Slot slot, V2Event event) {
        // Should what is behind it be gone as well, that is another gap, which begins here.
        next = Math.max(next, event.nextIndex());
        looked(slot, List.of(event));
    }

    /** There is nothing more. */
    void ended(EtcdException failure) {
        over = true;
        slots.add(new Slot(new FeedEffect.End(failure)));
    }

    /** There is nothing more, whatever else was to be told. */
    void aborted(EtcdException failure) {
        slots.clear();
        ended(failure);
    }

    /** Nobody wants anything any more. */
    void cancel() {
        done = true;
        slots.clear();
    }

    /** Whether it ever stood. */
    boolean hasBegun() {
        return begun;
    }

    /** The first revision that was not taken from the store yet. */
    long nextRevision() {
        return next;
    }

    /** What to do next; empty if there is nothing at the moment. */
    Optional<FeedEffect> next() {
        if (done) {
            return Optional.empty();
        }
        while (!slots.isEmpty() && slots.element().isToldWhole()) {
            slots.remove();
        }
        return slots.isEmpty() ? ask() : nextOf(slots.element()).or(this::ask);
    }

    private Optional<FeedEffect> nextOf(Slot head) {
        if (head.ready) {
            return wanted > 0 ? Optional.of(tell(head)) : Optional.empty();
        }
        FeedEffect mark = head.mark;
        if (mark != null) {
            slots.remove();
            done = mark instanceof FeedEffect.End;
            return Optional.of(mark);
        }
        if (head.isReread && wanted > 0) {
            head.isReread = false;
            return Optional.of(new FeedEffect.Reread(head));
        }
        return Optional.empty();
    }

    private FeedEffect tell(Slot head) {
        wanted = wanted == Long.MAX_VALUE ? wanted : wanted - 1;
        return new FeedEffect.Tell(head.events.remove());
    }

    private Optional<FeedEffect> ask() {
        long more = over ? 0 : Math.min(wanted, WINDOW) - asked - slots.size();
        if (more <= 0) {
            return Optional.empty();
        }
        asked += (int) more;
        return Optional.of(new FeedEffect.Take((int) more));
    }

    /** A place in the order of what is told. */
    static final class Slot {
        private final Deque<V2Event> events = new ArrayDeque<>();
        private final @Nullable FeedEffect mark;
        private boolean isReread;
        private boolean ready;

        private Slot(@Nullable FeedEffect mark) {
            this.mark = mark;
        }

        private boolean isToldWhole() {
            return ready && events.isEmpty();
        }
    }
}
