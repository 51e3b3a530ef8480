package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream between a front and the server, which may be stopped while it is open.
 *
 * <p>Threads: the server speaks from one thread at a time, perhaps from within what it says; whoever stops it may be another. Who may
 * speak is decided under the monitor, and nothing is called while it is held. Stopped while the server speaks, the stream ends when it
 * has spoken.
 *
 * @param <Q> what the client says
 * @param <R> what it hears
 */
final class OpenStream<Q, R> implements Outlet<R>, UnderWay {
    private final Set<UnderWay> all;
    private final Outlet<R> outlet;

    /** How deep the server is in what it says. */
    private int speaking;

    private boolean stopping;
    private boolean over;

    OpenStream(Set<UnderWay> all, Outlet<R> outlet) {
        this.all = all;
        this.outlet = outlet;
    }

    /** Opens it: it is among all until it ends. */
    Inlet<Q> open(StreamHandler<Q, R> handler, Caller caller) {
        all.add(this);
        try {
            return new Side(handler.open(caller, this));
        } catch (EtcdError error) {
            abandon();
            throw error;
        }
    }

    @Override
    public boolean isReady() {
        return outlet.isReady();
    }

    @Override
    public void message(R message) {
        synchronized (this) {
            if (over || stopping) {
                return;
            }
            speaking++;
        }
        outlet.message(message);
        boolean last;
        synchronized (this) {
            speaking--;
            last = stopping && speaking == 0 && !over;
            over |= last;
        }
        if (last) {
            stopped();
        }
    }

    @Override
    public void end(@Nullable EtcdError error) {
        if (abandon()) {
            outlet.end(error);
        }
    }

    @Override
    public void lose() {
        if (abandon()) {
            outlet.lose();
        }
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopping = true;
            if (over || speaking > 0) {
                return;
            }
            over = true;
        }
        stopped();
    }

    private void stopped() {
        all.remove(this);
        outlet.end(EtcdErrors.SERVER_STOPPED);
    }

    @Override
    public boolean isStream() {
        return true;
    }

    /** Whether it was not over yet. */
    private boolean abandon() {
        all.remove(this);
        synchronized (this) {
            boolean was = over;
            over = true;
            return !was;
        }
    }

    /** The server's ear. */
    private final class Side implements Inlet<Q> {
        private final Inlet<Q> inlet;

        Side(Inlet<Q> inlet) {
            this.inlet = inlet;
        }

        @Override
        public void message(Q message) {
            inlet.message(message);
        }

        @Override
        public void halfClose() {
            inlet.halfClose();
        }

        @Override
        public void cancel() {
            abandon();
            inlet.cancel();
        }

        @Override
        public void ready() {
            inlet.ready();
        }
    }
}
