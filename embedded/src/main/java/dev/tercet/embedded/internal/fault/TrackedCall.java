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

    // Both under this object's monitor.
    private Waiting waiting = Waiting.NONE;
    private boolean abandoned;

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
        Waiting given;
        try {
            given = handler.handle(request, caller, this);
        } catch (RuntimeException e) {
            finish();
            throw e;
        }
        synchronized (this) {
            waiting = given;
            if (!abandoned) {
                return ended.get() ? Waiting.NONE : this;
            }
        }
        given.cancel();
        return Waiting.NONE;
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
            abandon();
        }
    }

    @Override
    public void breakOff() {
        if (finish()) {
            abandon();
            outcome.lose();
        }
    }

    @Override
    public void end(EtcdError error) {
        if (finish()) {
            abandon();
            outcome.refuse(error);
        }
    }

    @Override
    public boolean isStream() {
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

    private void abandon() {
        Waiting given;
        synchronized (this) {
            abandoned = true;
            given = waiting;
        }
        given.cancel();
    }
}
