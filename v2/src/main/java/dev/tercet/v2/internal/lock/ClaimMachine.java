package dev.tercet.v2.internal.lock;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.error.V2WatcherClearedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of ours in a queue: put, waited with, held, deleted.
 *
 * <p>It knows its entry by the key that the server gave it, and by its text where the answer with the key was lost. The one thing that
 * must never be is an entry that nobody wants any more: so the answer to the call that puts it is waited for even by who has given up,
 * and if none comes, it is looked for several times over, because a server may have that call in hand still.
 */
final class ClaimMachine {
    /** How often an entry that may be put any moment is looked for. */
    static final int SWEEPS = 8;
    /** How often a delete is tried. */
    static final int DELETES = 30;

    private enum State {
        OUT,
        FINDING,
        ENTERING,
        LOOKING,
        WAITING,
        RESTING,
        HELD,
        HELD_LOOKING,
        HELD_RESTING,
        ABANDONED,
        DELETING,
        DELETE_RESTING,
        SWEEPING,
        SWEEP_RESTING,
        GONE
    }

    private final String text;
    private final boolean findsFirst;
    private final boolean guards;
    private final List<Effect> effects = new ArrayList<>();

    private State state = State.OUT;
    private boolean patient;
    private boolean inherited;
    private @Nullable Entry mine;
    private @Nullable EtcdException doubt;
    private int rests;
    private int sweeps;
    private int deletes;

    /**
     * A claim that has not begun.
     *
     * @param text by which our entry is known
     * @param findsFirst whether there may be one of an earlier claim, which is then ours
     * @param guards whether the entry is watched while it is held
     */
    ClaimMachine(String text, boolean findsFirst, boolean guards) {
        this.text = text;
        this.findsFirst = findsFirst;
        this.guards = guards;
    }

    /** Whether it is ours. */
    boolean isHeld() {
        return switch (state) {
            case HELD, HELD_LOOKING, HELD_RESTING -> true;
            default -> false;
        };
    }

    /** Whether it is over, or about to be, so that who comes needs a new one. */
    boolean isLeaving() {
        return switch (state) {
            case ABANDONED, DELETING, DELETE_RESTING, SWEEPING, SWEEP_RESTING, GONE -> true;
            default -> false;
        };
    }

    /** Takes a signal; answers what to do about it, in order. */
    List<Effect> on(Signal signal) {
        if (state != State.GONE) {
            take(signal);
        }
        List<Effect> wanted = List.copyOf(effects);
        effects.clear();
        return wanted;
    }

    private void take(Signal signal) {
        if (signal instanceof Signal.Enter enter) {
            enter(enter.patient());
        } else if (signal instanceof Signal.Attach attach) {
            patient = true;
            inherited = true;
            mine(attach.entry(), false);
            place(attach.seen());
        } else if (signal instanceof Signal.Entered entered) {
            entered(entered.entry());
        } else if (signal instanceof Signal.Looked looked) {
            looked(looked.seen());
        } else if (signal instanceof Signal.Failed failed) {
            failed(failed.why());
        } else if (signal instanceof Signal.Woken) {
            if (state == State.WAITING) {
                rests = 0;
                look(State.LOOKING);
            }
        } else if (signal instanceof Signal.Removed) {
            removed();
        } else if (signal instanceof Signal.Unwatched unwatched) {
            unwatched(unwatched.why());
        } else if (signal instanceof Signal.Rested) {
            rested();
        } else if (signal instanceof Signal.RanOut) {
            if (isHeld()) {
                effects.add(new Effect.Expired(true));
                gone(false);
            }
        } else if (signal instanceof Signal.Leave) {
            leave();
        } else if (signal instanceof Signal.Detach) {
            if (isHeld()) {
                gone(false);
            }
        } else if (signal instanceof Signal.Deleted) {
            if (state == State.DELETING) {
                gone(true);
            }
        } else if (signal instanceof Signal.Closed closed) {
            closed(closed.why());
        } else if (signal instanceof Signal.CutShort) {
            gone(false);
        }
    }

    private void enter(boolean waits) {
        patient |= waits;
        if (state == State.OUT) {
            if (findsFirst) {
                look(State.FINDING);
            } else {
                state = State.ENTERING;
                effects.add(new Effect.SendEnter());
            }
        } else if (state == State.WAITING || state == State.RESTING) {
            effects.add(new Effect.Blocked());
        }
    }

    private void look(State looking) {
        state = looking;
        effects.add(new Effect.SendLook());
    }

    private void mine(Entry entry, boolean fresh) {
        mine = entry;
        effects.add(new Effect.Mine(entry, fresh));
    }

    private void entered(Entry entry) {
        if (state == State.ENTERING) {
            mine(entry, true);
            look(State.LOOKING);
        } else if (state == State.ABANDONED) {
            mine = entry;
            delete();
        }
    }

    private void looked(Seen seen) {
        switch (state) {
            case FINDING -> found(seen);
            case LOOKING -> place(seen);
            case HELD_LOOKING -> guarded(seen);
            case SWEEPING -> {
                Entry left = seen.with(text).orElse(null);
                if (left == null) {
                    sweep();
                } else {
                    mine = left;
                    delete();
                }
            }
            default -> {}
        }
    }

    private void found(Seen seen) {
        Entry entry = seen.with(text).orElse(null);
        EtcdException lostReply = doubt;
        if (entry != null) {
            inherited = lostReply == null;
            mine(entry, lostReply != null);
            place(seen);
        } else if (lostReply != null) {
            effects.add(new Effect.Lost(lostReply));
            sweep();
        } else {
            state = State.ENTERING;
            effects.add(new Effect.SendEnter());
        }
    }

    /** Finds where we stand. */
    private void place(Seen seen) {
        List<Entry> ours = seen.entries().stream().filter(this::isOurs).toList();
        if (ours.isEmpty()) {
            removed();
            return;
        }
        Entry first = ours.get(0);
        if (mine == null || !mine.key().equals(first.key())) {
            // Two claims of one text, as by a candidate of the same name elsewhere: whoever waited for its own would
            // wait for good.
            inherited = true;
            mine(first, false);
        }
        ours.stream().skip(1).forEach(other -> effects.add(new Effect.DeleteStray(other.key())));
        int ahead = seen.entries().indexOf(first);
        if (ahead == 0) {
            won(first, seen);
        } else {
            effects.add(new Effect.Blocked());
            if (patient) {
                state = State.WAITING;
                Entry before = seen.entries().get(ahead - 1);
                effects.add(new Effect.Watch(before.key(), seen.after(before), false));
            } else {
                finish();
            }
        }
    }

    private boolean isOurs(Entry entry) {
        return entry.text().equals(text) || (mine != null && mine.key().equals(entry.key()));
    }

    private void won(Entry entry, Seen seen) {
        state = State.HELD;
        rests = 0;
        effects.add(new Effect.Won(entry));
        if (guards) {
            effects.add(new Effect.Watch(entry.key(), seen.after(entry), true));
        }
    }

    private void guarded(Seen seen) {
        Entry entry = seen.entries().stream().filter(this::isOurs).findFirst().orElse(null);
        if (entry == null) {
            removed();
        } else {
            state = State.HELD;
            effects.add(new Effect.Watch(entry.key(), seen.after(entry), true));
        }
    }

    private void removed() {
        if (isHeld()
                || state == State.LOOKING
                || state == State.WAITING
                || state == State.RESTING
                || state == State.FINDING
                || state == State.OUT) {
            effects.add(new Effect.Expired(false));
            gone(true);
        }
    }

    private void failed(EtcdException why) {
        switch (state) {
            case FINDING -> {
                effects.add(new Effect.Lost(doubt == null ? why : doubt));
                if (doubt == null) {
                    gone(true);
                } else {
                    sweep();
                }
            }
            case ENTERING -> {
                if (why.outcome() == Outcome.UNKNOWN) {
                    doubt = why;
                    look(State.FINDING);
                } else {
                    effects.add(new Effect.Lost(why));
                    gone(true);
                }
            }
            case LOOKING -> {
                if (patient && isPassing(why)) {
                    rest(State.RESTING);
                } else {
                    effects.add(new Effect.Lost(why));
                    finish();
                }
            }
            case HELD_LOOKING -> unguarded(why);
            case ABANDONED -> {
                if (why.outcome() == Outcome.UNKNOWN) {
                    sweep();
                } else {
                    gone(true);
                }
            }
            case DELETING -> {
                effects.add(new Effect.Doubted(why));
                if (isPassing(why) && deletes < DELETES) {
                    rest(State.DELETE_RESTING);
                } else {
                    gone(false);
                }
            }
            case SWEEPING -> {
                if (isPassing(why)) {
                    sweep();
                } else {
                    gone(false);
                }
            }
            default -> {}
        }
    }

    private void unwatched(EtcdException why) {
        if (state == State.WAITING) {
            if (isPassing(why)) {
                rest(State.RESTING);
            } else {
                effects.add(new Effect.Lost(why));
                finish();
            }
        } else if (state == State.HELD) {
            unguarded(why);
        }
    }

    // What cannot be watched is held all the same, and renewal tells when it is lost.
    private void unguarded(EtcdException why) {
        if (why instanceof ClientClosedException) {
            effects.add(new Effect.Lost(why));
            gone(false);
        } else if (isPassing(why)) {
            rest(State.HELD_RESTING);
        } else {
            state = State.HELD;
        }
    }

    private static boolean isPassing(EtcdException why) {
        return why instanceof TransientEtcdException
                || why instanceof V2EventIndexClearedException
                || why instanceof V2WatcherClearedException;
    }

    private void rest(State resting) {
        state = resting;
        rests++;
        effects.add(new Effect.Rest(rests));
    }

    private void rested() {
        switch (state) {
            case RESTING -> look(State.LOOKING);
            case HELD_RESTING -> look(State.HELD_LOOKING);
            case DELETE_RESTING -> delete();
            case SWEEP_RESTING -> look(State.SWEEPING);
            default -> {}
        }
    }

    private void leave() {
        switch (state) {
            case OUT -> gone(true);
            case ENTERING -> state = State.ABANDONED;
            case FINDING -> {
                if (doubt == null) {
                    gone(true);
                } else {
                    state = State.SWEEPING;
                }
            }
            case ABANDONED, DELETING, DELETE_RESTING, SWEEPING, SWEEP_RESTING, GONE -> {}
            default -> {
                if (findsFirst && inherited && isHeld()) {
                    // It was held before anybody asked here, and who asked only gave up asking.
                    gone(false);
                } else {
                    finish();
                }
            }
        }
    }

    /** Ends it, with a delete first. */
    private void finish() {
        effects.add(new Effect.Stop());
        rests = 0;
        delete();
    }

    private void delete() {
        Entry entry = mine;
        if (entry == null) {
            gone(true);
            return;
        }
        state = State.DELETING;
        deletes++;
        effects.add(new Effect.SendDelete(entry.key()));
    }

    private void sweep() {
        if (sweeps == 0) {
            effects.add(new Effect.Stop());
            rests = 0;
        }
        sweeps++;
        if (sweeps > SWEEPS) {
            gone(false);
        } else {
            rest(State.SWEEP_RESTING);
        }
    }

    private void closed(EtcdException why) {
        if (isHeld()) {
            // Whoever holds it may be at work still: the time to live gives it back, not we.
            effects.add(new Effect.Lost(why));
            gone(false);
        } else if (!isLeaving()) {
            effects.add(new Effect.Lost(why));
            leave();
        }
    }

    private void gone(boolean clean) {
        state = State.GONE;
        effects.add(new Effect.Stop());
        effects.add(new Effect.Gone(clean));
    }
}
