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
    /** How often a key is looked for that may be put any moment, which takes a minute and a half. */
    static final int LOOKS = 30;
    /** How often a delete is repeated when the ground is over, and with it what would end that. */
    static final int LAST_DELETES = 30;

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
    private int deletes;
    private int finds;
    private int rests;

    /**
     * Begins.
     *
     * @param effects what is to be done is added here
     * @param mine the revision that made our key, or 0 if none has been seen
     * @param maybeMore whether a copy may have come unseen, or may come
     */
    SweepMachine(List<Effect> effects, long mine, boolean maybeMore, boolean over) {
        this.effects = effects;
        this.mine = mine;
        this.maybeMore = maybeMore;
        this.over = over;
        effects.add(new Effect.Stop());
        next();
    }

    /** Whether nothing more is to be done, and nothing that was sent can harm who comes after us. */
    boolean isDone() {
        return state == State.DONE;
    }

    /** Whether somebody wants another key when it is. */
    boolean isWanted() {
        return wanted;
    }

    /** Whether the key that was to be deleted is there still, because we may not delete it. */
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
            finds++;
            effects.add(new Effect.SendFind());
        }
    }

    private void delete() {
        state = State.DELETING;
        effects.add(new Effect.SendDelete(mine, deletes > 0));
        deletes++;
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
            if (failed.why() instanceof ClientClosedException) {
                done();
            } else {
                rest();
            }
        }
    }

    private void undeleted(Signal.Failed failed) {
        EtcdException why = failed.why();
        if (failed.transitory()) {
            if (over && deletes >= LAST_DELETES) {
                done();
            } else {
                if (wanted) {
                    effects.add(new Effect.Setback(why));
                }
                rest();
            }
        } else if (over || why instanceof ClientClosedException || (wanted && !unanswered)) {
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

    /** The ground is over: whoever goes on with the lease may put the same key, and what we have not seen is not for us to delete. */
    void over(Signal.Over end) {
        over = true;
        if (wanted) {
            wanted = false;
            effects.add(new Effect.Lost(end.why()));
        }
        if (end.keysGone() || told || mine == 0) {
            done();
        }
    }
}
