package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdError;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A call that may be broken while it waits for its answer, or whose answer is held back. */
final class TrackedCall<R> implements Outcome<R>, Waiting, Breakable {
    private final Connections connections;
    private final Outcome<R> outcome;
    private final Consumer<Runnable> later;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Later waiting = new Later();

    /**
     * One to begin.
     *
     * @param later runs the answer, at once or when it may go
     */
    TrackedCall(Connections connections, Outcome<R> outcome, Consumer<Runnable> later) {
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
        later.accept(() -> {
            if (finish()) {
                outcome.reply(reply);
            }
        });
    }

    @Override
    public void refuse(EtcdError error) {
        later.accept(() -> {
            if (finish()) {
                outcome.refuse(error);
            }
        });
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
            waiting.cancel();
        }
    }

    @Override
    public void breakOff() {
        if (finish()) {
            waiting.cancel();
            outcome.lose();
        }
    }

    @Override
    public void end(EtcdError error) {
        if (finish()) {
            waiting.cancel();
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

    private boolean finish() {
        connections.remove(this);
        return ended.compareAndSet(false, true);
    }
}
