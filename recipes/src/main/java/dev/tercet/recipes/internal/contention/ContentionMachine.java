package dev.tercet.recipes.internal.contention;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.error.SessionLostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of ours in a queue: put, waited with, held, deleted.
 *
 * <p>The one thing that must never be is a key that nobody wants any more. So an answer to the transaction that puts it is waited for
 * even by who has given up; if none comes, the key is looked for several times over, because a server may still have the transaction in
 * hand when it answers the first of these looks. Who wants the key again meanwhile takes over, and the doubt with it: how it goes is a
 * machine of its own, {@link SweepMachine}.
 */
final class ContentionMachine {
    /** How often the key is put for one who will not wait and wants to know all the same, each in its share of the time of a call. */
    static final int TRIES = 3;

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
        LEAVING,
        GONE
    }

    private final Place place;
    private final List<Effect> effects = new ArrayList<>();

    private State state = State.OUT;
    private boolean patient;
    // A copy of our transaction may have been applied without a word, or may be yet.
    private boolean maybeThere;
    // Why it may: who is told that nothing came of it has to be told this.
    private @Nullable EtcdException doubt;
    // How often it may be sent yet for one who will not wait.
    private int tries;
    // Somebody who will not wait came after the call under way was given up: its answer may be of before.
    private boolean afresh;
    // Why the ground is over.
    private @Nullable EtcdException over;
    private long mine;
    private int rests;
    private List<Bytes> inFront = List.of();

    // While we leave.
    private @Nullable SweepMachine sweep;

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

    /** Takes a signal; answers what to do about it, in order. */
    List<Effect> on(Signal signal) {
        SweepMachine under = sweep;
        if (over != null && state != State.GONE && signal instanceof Signal.Enter) {
            // Who comes now has not heard of it, and it is not told again.
            lost(over);
        } else if (under != null) {
            swept(under, signal);
        } else if (state != State.GONE) {
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
        } else if (signal instanceof Signal.Objected objected) {
            objected(objected);
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
        } else if (signal instanceof Signal.Over end) {
            over(end);
        }
    }

    /** What the sweep is told of, then what becomes of us when it is done. */
    private void swept(SweepMachine under, Signal signal) {
        if (signal instanceof Signal.Enter enter) {
            wanted(under, enter);
        } else if (signal instanceof Signal.Leave) {
            patient = false;
            under.leave();
        } else if (signal instanceof Signal.Found found) {
            under.found(found.mine());
        } else if (signal instanceof Signal.Deleted deleted) {
            under.deleted(deleted.found());
        } else if (signal instanceof Signal.Failed failed) {
            under.failed(failed);
        } else if (signal instanceof Signal.Rested) {
            under.rested();
        } else if (signal instanceof Signal.Over end) {
            over = end.why();
            under.over(end);
        }
        patient &= under.isWanted();
        if (under.isDone()) {
            ended(under);
        }
    }

    private void wanted(SweepMachine under, Signal.Enter enter) {
        patient |= enter.patient();
        tries = TRIES;
        // Of before: nothing is known of who is in front of the next key.
        inFront = List.of();
        under.want();
    }

    private void ended(SweepMachine done) {
        sweep = null;
        if (done.isWanted()) {
            maybeThere |= done.isRefused();
            doubt = null;
            mine = 0;
            send();
        } else {
            state = State.GONE;
            effects.add(new Effect.Gone());
        }
    }

    private void enter(boolean waits) {
        patient |= waits;
        tries = TRIES;
        if (state == State.OUT) {
            send();
        } else if (state == State.ABANDONED && patient && !afresh) {
            state = State.ENTERING;
        } else if (state == State.ABANDONED) {
            afresh = true;
            // Of before, too.
            inFront = List.of();
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
                if (afresh && mine != 0 && seen.inFront().isEmpty()) {
                    // Whoever is first stays first.
                    afresh = false;
                    won(seen);
                } else {
                    abandoned(mine != 0 || maybeThere);
                }
            }
            default -> {}
        }
    }

    /** What was given up is over; who came meanwhile begins anew. */
    private void abandoned(boolean maybeLeft) {
        if (over != null) {
            // Whoever goes on with the lease may have found our key long since, and hold it.
            gone();
            return;
        }
        if (!afresh) {
            finish(maybeLeft);
            return;
        }
        afresh = false;
        if (mine == 0) {
            send();
        } else {
            boolean waits = patient;
            finish(true);
            patient = waits;
            if (sweep != null) {
                sweep.want();
            }
        }
    }

    // Whoever has its turn may have it in any company.
    private void objected(Signal.Objected objected) {
        Seen seen = objected.seen();
        if (state == State.ENTERING || afresh || (state == State.LOOKING && seen.mine() == mine)) {
            mine = seen.mine();
            lost(objected.why());
            finish(mine != 0 || maybeThere);
        } else {
            answered(seen);
        }
    }

    private void entered(Seen seen) {
        doubt = null;
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
        // Unless it is a copy that came late.
        finish(maybeThere || (mine != 0 && place.rule().free().isEmpty()));
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
            mine = 0;
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
                if (failed.maybeApplied()) {
                    maybeThere = true;
                    doubt = failed.why();
                }
                if (failed.transitory() && patient) {
                    setback(failed);
                } else if (failed.transitory() && tries > 1) {
                    tries--;
                    send();
                } else {
                    lost(inDoubt(failed.why()));
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
                maybeThere |= failed.maybeApplied();
                abandoned(maybeThere);
            }
            default -> {}
        }
    }

    /** A copy that was lost is in doubt, whatever became of the last; but for one that went with its lease, or whose client is closed. */
    private EtcdException inDoubt(EtcdException last) {
        EtcdException lost = doubt;
        boolean isEnd = last instanceof SessionLostException || last instanceof ClientClosedException;
        if (lost == null || lost == last || isEnd) {
            return last;
        }
        lost.addSuppressed(last);
        return lost;
    }

    private void setback(Signal.Failed failed) {
        // Those who will not wait are told by it, too.
        EtcdException lost = doubt;
        effects.add(new Effect.Setback(lost == null ? failed.why() : lost));
        rest(State.RESTING);
    }

    // What cannot be watched is held all the same, and ends with its lease. But a closed client tells of no end.
    private void unguarded(EtcdException why, boolean transitory) {
        if (why instanceof ClientClosedException) {
            lost(why);
            gone();
        } else if (transitory) {
            rest(State.OURS_RESTING);
        } else {
            state = State.OURS;
            unwatch();
        }
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
            default -> {}
        }
    }

    private void leave() {
        switch (state) {
            case ENTERING, ABANDONED -> {
                state = State.ABANDONED;
                doubt = null;
                patient = false;
                afresh = false;
            }
            default -> finish(mine != 0 || maybeThere);
        }
    }

    /** Ends it, with a delete first if there may be something. */
    private void finish(boolean maybeLeft) {
        patient = false;
        afresh = false;
        rests = 0;
        watched = null;
        // What we have not seen is left to whoever goes on with the lease, who may put the same key.
        if (maybeLeft && (mine != 0 || over == null)) {
            state = State.LEAVING;
            sweep = new SweepMachine(effects, mine, maybeThere, over != null);
        } else {
            gone();
        }
    }

    private void gone() {
        state = State.GONE;
        effects.add(new Effect.Stop());
        effects.add(new Effect.Gone());
    }

    private void lost(EtcdException why) {
        effects.add(new Effect.Lost(why));
    }

    private void over(Signal.Over end) {
        over = end.why();
        boolean held = isOurs();
        if (state != State.ABANDONED || patient || afresh) {
            lost(end.why());
        }
        if (end.keysGone() || held) {
            // What we hold is left to the lease, and to whoever goes on with it.
            gone();
        } else {
            leave();
        }
    }
}
