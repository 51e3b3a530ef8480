package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.time.Time;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** A call that may be broken while it waits for its answer, or whose answer is held back. */
final class TrackedCall<R> implements Outcome<R>, Waiting, Breakable {
    private final Connections connections;
    private final Outcome<R> outcome;
    private final Function<Runnable, Time.Alarm> later;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Later waiting = new Later();
    private final Later held = new Later();

    /**
     * One to begin.
     *
     * @param later runs the answer, at once or when it may go
     */
    TrackedCall(Connections connections, Outcome<R> outcome, Function<Runnable, Time.Alarm> later) {
        this.connections = connections;
        this.outcome = outcome;
        this.later = later;
    }

    <Q> Waiting begin(Handler<Q, R> handler, Q request, Caller caller) {
        connections.add(this);
        try {
            waiting.become(handler.handle(request, caller, this));
        } catch (RuntimeException e) {
            finish();
            throw e;
        }
        return ended.get() ? Waiting.NONE : this;
    }

    @Override
    public void reply(R reply) {
        hold(() -> {
            if (finish()) {
                outcome.reply(reply);
            }
        });
    }

    @Override
    public void refuse(EtcdError error) {
        hold(() -> {
            if (finish()) {
                outcome.refuse(error);
            }
        });
    }

    private void hold(Runnable answer) {
        held.become(later.apply(answer)::cancel);
    }

    @Override
    public void lose() {
        if (finish()) {
            outcome.lose();
        }
    }

    @Override
    public void cancel() {
        if (finish()) {
            giveUp();
        }
    }

    @Override
    public void breakOff() {
        if (finish()) {
            giveUp();
            outcome.lose();
        }
    }

    @Override
    public void end(EtcdError error) {
        if (finish()) {
            giveUp();
            outcome.refuse(error);
        }
    }

    @Override
    public boolean isStream() {
        return false;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean needsLeader() {
        // A call is asked when it begins; what waits then goes on waiting.
        return false;
    }

    /** Nobody waits for the answer any more, whether it is there already or not. */
    private void giveUp() {
        waiting.cancel();
        held.cancel();
    }

    private boolean finish() {
        connections.remove(this);
        return ended.compareAndSet(false, true);
    }
}
