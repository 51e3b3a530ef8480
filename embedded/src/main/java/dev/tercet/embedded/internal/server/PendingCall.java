package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A call between a front and the server, which may end while it waits. The one end is whoever sets the flag.
 *
 * @param <R> the reply
 */
final class PendingCall<R> extends AtomicBoolean implements Outcome<R>, Waiting, UnderWay {
    private static final long serialVersionUID = 1;

    private final transient Set<UnderWay> all;
    private final transient Outcome<R> outcome;
    private transient volatile Waiting waiting = Waiting.NONE;

    PendingCall(Set<UnderWay> all, Outcome<R> outcome) {
        this.all = all;
        this.outcome = outcome;
    }

    /** It turned out to wait. */
    void await(Waiting its) {
        waiting = its;
        all.add(this);
        if (get()) {
            all.remove(this);
        }
    }

    @Override
    public void reply(R reply) {
        if (claim()) {
            outcome.reply(reply);
        }
    }

    @Override
    public void refuse(EtcdError error) {
        if (claim()) {
            outcome.refuse(error);
        }
    }

    @Override
    public void lose() {
        if (claim()) {
            outcome.lose();
        }
    }

    @Override
    public void cancel() {
        if (claim()) {
            waiting.cancel();
        }
    }

    @Override
    public void stop() {
        refuse(EtcdErrors.SERVER_STOPPED);
    }

    @Override
    public boolean isStream() {
        return false;
    }

    private boolean claim() {
        if (!compareAndSet(false, true)) {
            return false;
        }
        if (waiting != Waiting.NONE) {
            all.remove(this);
        }
        return true;
    }
}
