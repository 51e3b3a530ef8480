package dev.tercet.v2.internal.longpoll;

import dev.tercet.connection.Endpoint;
import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Deliver;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Drop;
import dev.tercet.v2.internal.longpoll.LongPollEffect.End;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Open;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Read;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Started;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Wake;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a watch does, out of calls that wait for one event each, so that none is lost, told twice or out of order.
 *
 * <p>A wait from an index is answered from the server's history if there is something in it, else it is parked and sees what comes.
 * The head of the answer, which comes at once, tells the store's index then. It does not tell which of the two it is: an event from the
 * history may still be on its way behind it. So a wait that breaks is taken up from where it began, and what the head said counts only
 * once the wait has been silent for as long as a hand-over takes.
 *
 * <p>The history is of a thousand events, whatever keys they are of: a wait that is parked for long could not be taken up. So a wait
 * that was silent for that long is handed over to another, from the index that its head told on; when that one is registered the first is
 * dropped. It finds out by the way whether a server is still there.
 *
 * <p>If more than a thousand events went by within that time, the other wait is refused although the first is as good as ever. Then one
 * from now on is put beside it, at the same member, whose index both go by. Once both have been silent for as long again, all before the
 * second one's head has been seen by the first, which is dropped. A member that has not moved since the first wait's head, though
 * others have by a thousand events, is cut off from them, and the refusal counts.
 *
 * <p>Pure: signals in, effects out. One of its waits is {@code current}; the one that comes after it or stands beside it is the {@code
 * successor}.
 */
final class LongPollMachine {
    private enum State {
        NEW,
        /** The current wait is not registered yet. */
        OPENING,
        /** It is. */
        PARKED,
        /** It is, and the next is opened. */
        HANDING_OVER,
        /** It is, and one from now on is opened beside it. */
        BESIDE,
        /** Both are. */
        SETTLING,
        /** There is no wait until the pause is over. */
        PAUSING,
        /** There is none until what is watched was read. */
        READING,
        /** There is none until the event at hand is wanted. */
        HOLDING,
        OVER
    }

    /** A call that waits. */
    private static final class Wait {
        final long id;
        final long from;
        long registered;

        @Nullable
        Endpoint at;

        Wait(long id, long from) {
            this.id = id;
            this.from = from;
        }
    }

    private final boolean recovers;
    private final Pace pace;
    private final Predicate<EtcdResult> concerns;
    private final List<LongPollEffect> effects = new ArrayList<>();

    private State state = State.NEW;
    private long ids;
    private @Nullable Wait current;
    private @Nullable Wait successor;
    /** What the wait beside saw, which comes after what the current one has yet to tell. */
    private @Nullable EtcdResult ahead;

    /** Where the last event came from; null for wherever. */
    private @Nullable Endpoint home;

    /** The first index to ask for; 0 for from now on. */
    private long next;
    /** What is below it was told, or is not to be. */
    private long floor;

    private boolean started;
    private long demand;
    private @Nullable V2Event held;
    private boolean rereading;

    /** The index of whoever refused a wait last, and how; 0 if that was not said. */
    private long cleared;

    private @Nullable EtcdException refusal;

    private long pause;

    /**
     * A watch.
     *
     * @param index the first index that is wanted; 0 for from now on
     * @param recovers whether to read and go on when the server no longer has what is next
     */
    LongPollMachine(long index, boolean recovers, Pace pace) {
        this(index, recovers, pace, event -> true);
    }

    /**
     * A watch that passes over some of what it is told.
     *
     * @param concerns whether an event is one that whoever watches shall see
     */
    LongPollMachine(long index, boolean recovers, Pace pace, Predicate<EtcdResult> concerns) {
        this.next = index;
        this.floor = index;
        this.recovers = recovers;
        this.pace = pace;
        this.concerns = concerns;
        this.pause = pace.firstPause();
    }

    /** Whether it stood once. */
    boolean isStarted() {
        return started;
    }

    List<LongPollEffect> start() {
        open();
        return taken();
    }

    /** So many more events are wanted. */
    List<LongPollEffect> request(long events) {
        demand = demand + events < 0 ? Long.MAX_VALUE : demand + events;
        V2Event event = held;
        if (state == State.HOLDING && event != null && demand > 0) {
            held = null;
            give(event);
        }
        return taken();
    }

    /** The head of a wait's answer is there. */
    List<LongPollEffect> onRegistered(long id, long index, Endpoint at) {
        if (state == State.OPENING && is(current, id)) {
            registered(current, index, at);
            if (next == 0 && index > 0) {
                // From now on: there is no history to look into, so this is exact.
                next = index + 1;
                floor = next;
            }
            started();
            park();
        } else if (state == State.HANDING_OVER && is(successor, id)) {
            registered(successor, index, at);
            succeed();
            park();
        } else if (state == State.BESIDE && is(successor, id)) {
            Wait stands = current;
            EtcdException why = refusal;
            if (why != null && stands != null && index <= stands.registered) {
                // Where others have seen a thousand events: this member is cut off.
                dropBut(0);
                recover(why);
                return taken();
            }
            registered(successor, index, at);
            to(State.SETTLING, pace.handOver());
        }
        return taken();
    }

    private static void registered(@Nullable Wait wait, long index, Endpoint at) {
        if (wait != null) {
            wait.registered = index;
            wait.at = at;
        }
    }

    /** A wait's answer has ended, with an event or without one. */
    List<LongPollEffect> onAnswer(long id, Optional<EtcdResult> answer) {
        if (answer.isEmpty()) {
            lost(id);
        } else if (is(successor, id) && (state == State.SETTLING || state == State.BESIDE)) {
            ahead = answer.get();
        } else if (is(current, id) || is(successor, id)) {
            home = where(is(current, id) ? current : successor);
            dropBut(id);
            told(answer.get());
        }
        return taken();
    }

    /**
     * A wait has failed.
     *
     * @param index what the server said its index is; 0 if it did not
     */
    List<LongPollEffect> onFailure(long id, Trouble trouble, EtcdException failure, long index) {
        if (!is(current, id) && !is(successor, id)) {
            return taken();
        }
        if (trouble == Trouble.FINAL) {
            end(failure);
        } else if (trouble == Trouble.PASSING || state == State.BESIDE || state == State.SETTLING) {
            lost(id);
        } else {
            cleared(id, failure, index);
        }
        return taken();
    }

    private void cleared(long id, EtcdException failure, long index) {
        cleared = index;
        Wait stands = is(successor, id) ? current : null;
        if (stands == null) {
            dropBut(id);
            recover(failure);
            return;
        }
        refusal = failure;
        Wait beside = new Wait(++ids, 0);
        successor = beside;
        effects.add(new Open(beside.id, 0, stands.at));
        to(State.BESIDE, pace.registering());
    }

    private void recover(EtcdException failure) {
        if (recovers) {
            read();
        } else {
            end(failure);
        }
    }

    private void read() {
        effects.add(new Read());
        to(State.READING, -1);
    }

    /**
     * What is watched was read.
     *
     * @param found empty if there is nothing
     * @param index of the reading; 0 if the server did not say
     */
    List<LongPollEffect> onRead(Optional<EtcdResult> found, long index) {
        if (state != State.READING) {
            return taken();
        }
        long to = index == 0 ? cleared : index;
        if (to < next) {
            readAgain();
            return taken();
        }
        rereading = false;
        started();
        home = null;
        V2Event event = new V2Event.Reread(next, to, found);
        next = to + 1;
        floor = next;
        give(event);
        return taken();
    }

    List<LongPollEffect> onReadFailed(Trouble trouble, EtcdException failure) {
        if (state == State.READING && trouble == Trouble.FINAL) {
            end(failure);
        } else if (state == State.READING) {
            readAgain();
        }
        return taken();
    }

    private void readAgain() {
        rereading = true;
        rest();
    }

    /** It is time. */
    List<LongPollEffect> onWake() {
        switch (state) {
            case OPENING -> {
                // Silent, as a server is that hangs; the next one may go elsewhere.
                dropBut(0);
                open();
            }
            case PARKED -> {
                settled(current);
                handOver();
            }
            case HANDING_OVER -> {
                dropSuccessor();
                handOver();
            }
            case BESIDE -> {
                dropSuccessor();
                park();
            }
            case SETTLING -> settle();
            case PAUSING -> {
                if (rereading) {
                    read();
                } else {
                    open();
                }
            }
            case NEW, READING, HOLDING, OVER -> {}
        }
        return taken();
    }

    /** All up to what this wait's head told was seen, and was nothing. */
    private void settled(@Nullable Wait wait) {
        if (wait != null && wait.registered > 0) {
            next = Math.max(next, wait.registered + 1);
        }
        pause = pace.firstPause();
    }

    private void settle() {
        settled(successor);
        succeed();
        EtcdResult seen = ahead;
        if (seen == null) {
            park();
        } else {
            home = where(current);
            current = null;
            ahead = null;
            told(seen);
        }
    }

    /** Nothing is told any more. */
    List<LongPollEffect> cancel() {
        dropBut(0);
        to(State.OVER, -1);
        return taken();
    }

    private static @Nullable Endpoint where(@Nullable Wait wait) {
        return wait == null ? null : wait.at;
    }

    private static boolean is(@Nullable Wait wait, long id) {
        return wait != null && wait.id == id;
    }

    /** Wherever, since nobody is known to be well. */
    private void open() {
        home = null;
        goOn();
    }

    /** Where the last event came from, if it came from anywhere: who answered just now will again, and need be waited for less. */
    private void goOn() {
        Wait wait = new Wait(++ids, next);
        current = wait;
        effects.add(new Open(wait.id, wait.from, home));
        to(State.OPENING, home == null ? pace.registering() : pace.registering() / 5);
    }

    private void handOver() {
        Wait wait = new Wait(++ids, next);
        successor = wait;
        effects.add(new Open(wait.id, wait.from, null));
        to(State.HANDING_OVER, pace.registering());
    }

    private void park() {
        to(State.PARKED, pace.handOver());
    }

    private void rest() {
        to(State.PAUSING, pause);
        pause = Math.min(pause * 2, pace.longestPause());
    }

    private void to(State other, long wakeAfter) {
        state = other;
        effects.add(new Wake(wakeAfter));
    }

    private void started() {
        if (!started) {
            started = true;
            effects.add(new Started(next));
        }
    }

    /** The successor takes the current wait's place. */
    private void succeed() {
        Wait before = current;
        if (before != null) {
            effects.add(new Drop(before.id));
        }
        current = successor;
        successor = null;
    }

    private void dropSuccessor() {
        Wait wait = successor;
        if (wait != null) {
            effects.add(new Drop(wait.id));
        }
        successor = null;
        ahead = null;
    }

    /** Drops both but for the one that has ended by itself. */
    private void dropBut(long ended) {
        Wait wait = current;
        if (wait != null && wait.id != ended) {
            effects.add(new Drop(wait.id));
        }
        current = null;
        if (is(successor, ended)) {
            successor = null;
        }
        dropSuccessor();
    }

    /** A wait has ended without an event, which says nothing about those that there were. */
    private void lost(long id) {
        if (is(current, id)) {
            current = null;
            if (state == State.HANDING_OVER) {
                current = successor;
                successor = null;
                to(State.OPENING, pace.registering());
            } else {
                // One from now on knows nothing of what this one may have had on its way.
                dropSuccessor();
                rest();
            }
        } else if (is(successor, id)) {
            successor = null;
            ahead = null;
            to(State.PARKED, pause);
            pause = Math.min(pause * 2, pace.longestPause());
        }
    }

    private void told(EtcdResult event) {
        if (event.modifiedIndex() < floor) {
            rest();
            return;
        }
        pause = pace.firstPause();
        next = event.modifiedIndex() + 1;
        floor = next;
        started();
        if (concerns.test(event)) {
            give(new V2Event.Change(event));
        } else {
            goOn();
        }
    }

    private void give(V2Event event) {
        if (demand == 0) {
            held = event;
            to(State.HOLDING, -1);
            return;
        }
        demand = demand == Long.MAX_VALUE ? demand : demand - 1;
        effects.add(new Deliver(event));
        goOn();
    }

    private void end(EtcdException failure) {
        dropBut(0);
        to(State.OVER, -1);
        effects.add(new End(failure));
    }

    private List<LongPollEffect> taken() {
        List<LongPollEffect> all = List.copyOf(effects);
        effects.clear();
        return all;
    }
}
