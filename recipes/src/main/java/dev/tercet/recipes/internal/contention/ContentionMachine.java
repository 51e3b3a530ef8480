package dev.tercet.recipes.internal.contention;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.error.PlaceRemovedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of ours in a queue: put, waited with, held, deleted.
 *
 * <p>The one thing that must never be is a key that nobody wants any more. So an answer to the transaction that puts it is waited for
 * even by who has given up; if none comes, the key is deleted several times over, because a server may still have the transaction in
 * hand when it answers the first delete.
 */
final class ContentionMachine {
    /** How often a key that may be put any moment, and is not there, is looked for. */
    static final int SWEEPS = 6;
    /** How often a delete is repeated when the ground is over, and with it what would end that. */
    static final int LAST_TRIES = 30;

    private enum State {
        OUT,
        ENTERING,
        LOOKING,
        WAITING,
        RESTING,
        OURS,
        OURS_LOOKING,
        OURS_WATCHED,
        OURS_RESTING,
        ABANDONED,
        DELETING,
        SWEEPING,
        GONE
    }

    private final Place place;
    private final List<Effect> effects = new ArrayList<>();

    private State state = State.OUT;
    private boolean patient;
    private boolean maybeThere;
    // How many copies of our transaction may be applied yet, or have been without a word.
    private int unheard;
    private boolean hurried;
    private boolean over;
    private boolean deletedInVain;
    private boolean left;
    private long mine;
    private int rests;
    private int deletes;
    private List<Bytes> inFront = List.of();

    // The keys that are watched besides our own; null while there is no watch.
    private @Nullable List<Bytes> watched;
    private long seenAt;
    // Something happened to what is watched since the look under way was sent.
    private boolean stirred;

    ContentionMachine(Place place) {
        this.place = place;
    }

    /** The keys that were in the way when last looked at. */
    List<Bytes> inFront() {
        return inFront;
    }

    /** Whether it is our turn. */
    boolean isOurs() {
        return switch (state) {
            case OURS, OURS_LOOKING, OURS_WATCHED, OURS_RESTING -> true;
            default -> false;
        };
    }

    /** Says that an earlier copy of the transaction that puts our key may be on its way still. */
    void doubt() {
        maybeThere = true;
        unheard++;
    }

    /** Whether that is so. */
    boolean isDoubtful() {
        return maybeThere;
    }

    /** Whether it is over, or about to be, so that who comes needs a new one. */
    boolean isLeaving() {
        return switch (state) {
            case ABANDONED, DELETING, SWEEPING, GONE -> true;
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
        } else if (signal instanceof Signal.Answered answered) {
            answered(answered.seen());
        } else if (signal instanceof Signal.Failed failed) {
            failed(failed);
        } else if (signal instanceof Signal.Watching watching) {
            // What happened between the look and the watch neither of them tells.
            if (seenAt < watching.revision() - 1) {
                woken();
            }
        } else if (signal instanceof Signal.Woken) {
            woken();
        } else if (signal instanceof Signal.Unwatched unwatched) {
            unwatched(unwatched.why());
        } else if (signal instanceof Signal.Rested) {
            rested();
        } else if (signal instanceof Signal.Guard) {
            if (state == State.OURS) {
                look(State.OURS_LOOKING);
            }
        } else if (signal instanceof Signal.Leave) {
            leave();
        } else if (signal instanceof Signal.Hurry) {
            hurry();
        } else if (signal instanceof Signal.Deleted deleted) {
            deleted(deleted.found());
        } else if (signal instanceof Signal.Over end) {
            over(end);
        }
    }

    private void enter(boolean waits) {
        patient |= waits;
        if (state == State.OUT) {
            send();
        }
    }

    private void send() {
        state = State.ENTERING;
        effects.add(new Effect.SendEnter(!patient));
    }

    private void look(State looking) {
        state = looking;
        stirred = false;
        effects.add(new Effect.SendLook(mine));
    }

    /** Waits for what happens to these and our own; looks again if something did already. */
    private void watch(State watching, List<Bytes> keys, State looking) {
        state = watching;
        rests = 0;
        if (!keys.equals(watched)) {
            watched = keys;
            effects.add(new Effect.Watch(keys));
        } else if (stirred) {
            look(looking);
        }
    }

    private void unwatch() {
        if (watched != null) {
            watched = null;
            effects.add(new Effect.Unwatch());
        }
    }

    private void answered(Seen seen) {
        switch (state) {
            case ENTERING -> entered(seen);
            case LOOKING, OURS_LOOKING -> looked(seen);
            case ABANDONED -> {
                mine = seen.mine();
                finish(mine != 0 || maybeThere);
            }
            default -> {}
        }
    }

    private void entered(Seen seen) {
        mine = seen.mine();
        inFront = seen.inFront();
        if (mine != 0 && inFront.isEmpty()) {
            won(seen);
        } else if (patient) {
            effects.add(new Effect.Blocked());
            if (mine == 0) {
                // It was sent for one who would not wait, and another joined who will.
                send();
            } else {
                look(State.LOOKING);
            }
        } else {
            notNow();
        }
    }

    private void notNow() {
        effects.add(new Effect.Blocked());
        // Where a compare kept us from putting it, the key that is there is that of a wait elsewhere on the same lease.
        finish(mine == 0 ? maybeThere : place.rule().free().isEmpty());
    }

    private void won(Seen seen) {
        state = State.OURS;
        rests = 0;
        inFront = List.of();
        effects.add(new Effect.Won(seen));
        unwatch();
    }

    private void looked(Seen seen) {
        seenAt = seen.revision();
        if (seen.mine() != mine) {
            // What is there now, if anything, is not what we put, and not ours to delete.
            lost(new PlaceRemovedException(place.what(), place.key()));
            // Unless another copy of our transaction is on its way, or has come by now.
            finish(maybeThere);
        } else if (state == State.OURS_LOOKING) {
            watch(State.OURS_WATCHED, List.of(), State.OURS_LOOKING);
        } else if (seen.inFront().isEmpty()) {
            won(seen);
        } else {
            inFront = seen.inFront();
            watch(State.WAITING, inFront, State.LOOKING);
        }
    }

    private void failed(Signal.Failed failed) {
        switch (state) {
            case ENTERING -> {
                unheard(failed);
                if (failed.transitory() && patient) {
                    setback(failed);
                } else {
                    lost(failed.why());
                    finish(maybeThere);
                }
            }
            case LOOKING -> {
                if (failed.transitory()) {
                    setback(failed);
                } else {
                    lost(failed.why());
                    finish(true);
                }
            }
            case OURS_LOOKING -> unguarded(failed.why(), failed.transitory());
            case ABANDONED -> {
                unheard(failed);
                finish(maybeThere);
            }
            case DELETING -> undeleted(failed);
            default -> {}
        }
    }

    private void unheard(Signal.Failed failed) {
        if (failed.maybeApplied()) {
            doubt();
        }
    }

    private void setback(Signal.Failed failed) {
        effects.add(new Effect.Setback(failed.why()));
        rest(State.RESTING);
    }

    // What cannot be watched is held all the same: it ends with its lease. But a client that is closed tells of no end
    // any more.
    private void unguarded(EtcdException why, boolean transitory) {
        if (why instanceof ClientClosedException) {
            lost(why);
            gone(false);
        } else if (transitory) {
            rest(State.OURS_RESTING);
        } else {
            state = State.OURS;
            unwatch();
        }
    }

    private void undeleted(Signal.Failed failed) {
        deletedInVain = true;
        effects.add(new Effect.Doubted(failed.why()));
        if (failed.transitory() ? !(over && deletes >= LAST_TRIES) : mayBeAllowedLater(failed.why())) {
            rest(State.SWEEPING);
        } else {
            // Whoever comes next has to reckon with it.
            maybeThere = true;
            gone(false);
        }
    }

    // Credentials and permissions may be put right while the lease lives, which would hold the key for as long. But who
    // waits for
    // the end of this is not to wait for that.
    private boolean mayBeAllowedLater(EtcdException refusal) {
        return !over && !hurried && !(refusal instanceof ClientClosedException);
    }

    private void rest(State resting) {
        state = resting;
        rests++;
        effects.add(new Effect.Rest(rests));
    }

    private void woken() {
        switch (state) {
            case WAITING -> look(State.LOOKING);
            case OURS_WATCHED -> look(State.OURS_LOOKING);
            // The look that is under way may be of before.
            case LOOKING, OURS_LOOKING -> stirred = true;
            default -> {}
        }
    }

    private void unwatched(@Nullable EtcdException why) {
        watched = null;
        if (why == null) {
            woken();
        } else if (state == State.WAITING) {
            lost(why);
            finish(true);
        } else if (state == State.OURS_WATCHED) {
            unguarded(why, false);
        }
    }

    private void rested() {
        switch (state) {
            case RESTING -> {
                if (mine == 0) {
                    send();
                } else {
                    look(State.LOOKING);
                }
            }
            case OURS_RESTING -> look(State.OURS_LOOKING);
            case SWEEPING -> delete();
            default -> {}
        }
    }

    private void leave() {
        switch (state) {
            case ENTERING -> state = State.ABANDONED;
            case OUT -> finish(maybeThere);
            case ABANDONED, DELETING, SWEEPING, GONE -> {}
            default -> finish(mine != 0 || maybeThere);
        }
    }

    private void hurry() {
        hurried = true;
        if (state == State.SWEEPING) {
            if (deletedInVain) {
                // Only an answer tells that none of ours is still on its way.
                delete();
            } else {
                gone(false);
            }
        }
    }

    /** Ends it, with a delete first if there may be something. */
    private void finish(boolean maybeLeft) {
        if (maybeLeft) {
            rests = 0;
            effects.add(new Effect.Stop());
            delete();
        } else {
            gone(false);
        }
    }

    private void delete() {
        state = State.DELETING;
        effects.add(new Effect.SendDelete(mine, deletes > 0));
        deletes++;
    }

    private void deleted(boolean found) {
        if (state != State.DELETING) {
            return;
        }
        boolean certain = mine != 0 || found;
        if (mine == 0 && found) {
            unheard--;
        }
        if (certain && unheard > 0 && !hurried && !over) {
            // Ours is gone, but if the transaction was sent more than once, another copy may be applied yet.
            if (!left) {
                effects.add(new Effect.Left(found || deletedInVain));
                left = true;
            }
            mine = 0;
            deletedInVain = false;
            rest(State.SWEEPING);
        } else if (certain || hurried || (deletes >= SWEEPS && !deletedInVain && !left) || deletes >= LAST_TRIES) {
            // Not found by a second delete may well be the work of the first.
            gone(found || deletedInVain);
        } else {
            deletedInVain = false;
            rest(State.SWEEPING);
        }
    }

    private void gone(boolean wasOurs) {
        state = State.GONE;
        effects.add(new Effect.Stop());
        effects.add(new Effect.Gone(wasOurs));
    }

    private void lost(EtcdException why) {
        effects.add(new Effect.Lost(why));
    }

    private void over(Signal.Over end) {
        over = true;
        if (left) {
            // Whoever goes on with the lease may put the same key.
            gone(false);
        } else if (end.keysGone()) {
            if (!isLeaving()) {
                lost(end.why());
            }
            gone(false);
        } else if (isOurs()) {
            // What we hold is left to the lease, and to whoever goes on with it.
            lost(end.why());
            gone(false);
        } else if (!isLeaving()) {
            lost(end.why());
            leave();
        }
    }
}
