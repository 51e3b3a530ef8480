package dev.tercet.recipes.internal.contention;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import java.util.List;

/**
 * How our key goes: deleted by the revision that made it, and looked for where another copy of the transaction that puts it may come.
 *
 * <p>Only what has been seen is deleted. A delete of whatever is there could be late itself, and hit the key of who comes after us, which
 * has the same name and the same lease. For the same reason a key is not gone before a delete of it has been answered, whatever the
 * answer; who comes after us waits for that, and for nothing else.
 */
final class SweepMachine {
    /** How often a key is looked for that may be put any moment, which takes a minute and a half; and how often that may be refused. */
    static final int LOOKS = 30;

    private enum State {
        DELETING,
        FINDING,
        RESTING,
        DONE
    }

    private final List<Effect> effects;
    private final boolean maybeMore;
    private State state = State.RESTING;
    private long mine;
    private boolean over;
    private boolean wanted;
    // A delete of this one may have been applied, or may be yet.
    private boolean unanswered;
    // One was deleted, and who left it knows.
    private boolean told;
    private boolean again;
    // How often there was an answer to whether it is there, and a refusal to say.
    private int finds;
    private int refusals;
    private int rests;

    /**
     * Begins.
     *
     * @param effects what is to be done is added here
     * @param mine the revision that made our key, or 0 if none has been seen
     * @param maybeMore whether a copy may have come unseen, or may come
     * @param over whether the ground is over: then the key is deleted with one call or none
     */
    SweepMachine(List<Effect> effects, long mine, boolean maybeMore, boolean over) {
        this.effects = effects;
        this.mine = mine;
        this.maybeMore = maybeMore;
        this.over = over;
        effects.add(new Effect.Stop());
        next();
    }

    /** Whether nothing more is to be done; and, unless the ground is over, nothing that was sent can harm who comes after us. */
    boolean isDone() {
        return state == State.DONE;
    }

    /** Whether somebody wants another key when it is. */
    boolean isWanted() {
        return wanted;
    }

    /** Whether the key that was to be deleted is there still: we may not delete it, or can no longer. */
    boolean isRefused() {
        return mine != 0;
    }

    /** Somebody wants another key. */
    void want() {
        wanted = true;
        if (mine == 0) {
            done();
        } else if (state == State.RESTING) {
            delete();
        }
    }

    /** Nobody does any longer. */
    void leave() {
        wanted = false;
    }

    void rested() {
        if (state == State.RESTING) {
            next();
        }
    }

    private void next() {
        if (mine != 0) {
            delete();
        } else {
            state = State.FINDING;
            effects.add(new Effect.SendFind());
        }
    }

    private void delete() {
        state = State.DELETING;
        effects.add(new Effect.SendDelete(mine, again));
        again = true;
    }

    private void rest() {
        state = State.RESTING;
        rests++;
        effects.add(new Effect.Rest(rests));
    }

    private void done() {
        state = State.DONE;
        effects.add(new Effect.Stop());
    }

    void found(long revision) {
        if (state == State.FINDING) {
            mine = revision;
            finds++;
            if (mine != 0) {
                delete();
            } else if (finds >= LOOKS) {
                done();
            } else {
                rest();
            }
        }
    }

    void deleted(boolean found) {
        if (state != State.DELETING) {
            return;
        }
        if (!told) {
            told = true;
            // Not found by a second delete may well be the work of the first.
            effects.add(new Effect.Left(found || unanswered));
        }
        mine = 0;
        unanswered = false;
        if (maybeMore && !wanted && !over) {
            rest();
        } else {
            done();
        }
    }

    void failed(Signal.Failed failed) {
        if (state == State.DELETING) {
            unanswered |= failed.maybeApplied();
            effects.add(new Effect.Doubted(failed.why()));
            undeleted(failed);
        } else if (state == State.FINDING) {
            if (!failed.transitory()) {
                refusals++;
            }
            if (failed.why() instanceof ClientClosedException || refusals >= LOOKS) {
                done();
            } else {
                rest();
            }
        }
    }

    private void undeleted(Signal.Failed failed) {
        EtcdException why = failed.why();
        if (over) {
            done();
        } else if (failed.transitory()) {
            if (wanted) {
                effects.add(new Effect.Setback(why));
            }
            rest();
        } else if (why instanceof ClientClosedException || (wanted && !unanswered)) {
            // Who comes after us finds the key, and is told by the server what is wrong.
            done();
        } else {
            if (wanted) {
                // Its own key would be refused for the same reason, and an earlier delete may be late.
                effects.add(new Effect.Lost(why));
                wanted = false;
            }
            // Credentials and permissions may be put right while the lease lives, which would hold the key for as long.
            rest();
        }
    }

    /**
     * The ground is over: nothing that was begun here is tried again. Whoever goes on with the lease may have put the same key, or have
     * found ours and taken it for his; and if nobody does, it goes with the lease.
     */
    void over(Signal.Over end) {
        over = true;
        if (wanted) {
            wanted = false;
            effects.add(new Effect.Lost(end.why()));
        }
        if (end.keysGone() || state != State.DELETING) {
            done();
        }
    }
}
