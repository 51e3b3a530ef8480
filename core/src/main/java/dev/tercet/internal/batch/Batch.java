package dev.tercet.internal.batch;

import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.Calls;
import dev.tercet.kv.OpResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went together, until it is answered.
 *
 * <p>Threads: an answer that comes while it is still being sent waits for that, so that answers of a client that is closed do not pile
 * up on one stack.
 */
final class Batch implements Calls.Result<OpResult> {
    private final Lane lane;
    private final List<Item<?>> items;

    /** How many still want it; its lane's, under that one's lock. */
    int wanted;

    /** Whether its place is given to another; its lane's, under that one's lock. */
    boolean left;

    private Calls.@Nullable Underway call;
    private @Nullable OpResult reply;
    private @Nullable EtcdException failure;
    private boolean answered;
    private boolean cancelled;

    Batch(Lane lane, List<Item<?>> items) {
        this.lane = lane;
        this.items = items;
        this.wanted = items.size();
    }

    List<Item<?>> items() {
        return items;
    }

    @Override
    public void done(@Nullable OpResult its, @Nullable EtcdException why) {
        synchronized (this) {
            reply = its;
            failure = why;
            answered = true;
            if (call == null) {
                return;
            }
        }
        lane.answered(this, its, why);
        lane.sendDue();
    }

    /** It is on its way; returns whether it was answered already. */
    boolean sent(Calls.Underway its) {
        synchronized (this) {
            call = its;
            if (!answered && !cancelled) {
                return false;
            }
        }
        if (!answered) {
            its.cancel();
            return false;
        }
        lane.answered(this, reply, failure);
        return true;
    }

    /** Nobody wants it; returns what became of the data, or null if that is not known. */
    @Nullable
    Outcome giveUp() {
        Calls.Underway its;
        synchronized (this) {
            cancelled = true;
            its = call;
        }
        return its == null ? null : its.giveUp();
    }
}
