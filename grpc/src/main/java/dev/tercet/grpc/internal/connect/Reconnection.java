package dev.tercet.grpc.internal.connect;

import dev.tercet.spi.TransportTimer;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What gRPC leaves undone about connections.
 *
 * <p>Its wait between attempts to connect grows to two minutes: as long as it waits, every call fails at once with the last
 * attempt's error, however long the server has been back. Whoever has calls to make decides how often to try, and that is the
 * engine above, so the wait is cut short when a call finds no connection.
 *
 * <p>And an attempt that gets no answer at all has no end: a host that vanished after it accepted leaves it waiting for as long as
 * TCP does, and after a failed one gRPC does not even say that it is at it again. So when it has been trying for as long as it
 * may, a new attempt is begun, and calls that wait go with that one.
 *
 * <p>Threads: called from anywhere; gRPC tells of changes of state one at a time, and the timer keeps the limit.
 */
public final class Reconnection {
    private static final long AT_MOST_EVERY_NANOS = 50_000_000;

    private final ManagedChannel channel;
    private final long patienceNanos;
    private final TransportTimer timer;
    private final AtomicLong next;

    /** The attempt that may not take for ever. Written only where gRPC tells of changes of state. */
    private volatile @Nullable Attempt attempt;

    public Reconnection(ManagedChannel channel, Duration connectTimeout, TransportTimer timer) {
        this.channel = channel;
        this.patienceNanos = connectTimeout.toNanos();
        this.timer = timer;
        this.next = new AtomicLong(System.nanoTime());
    }

    /** Begins to follow the channel's state. */
    public void follow() {
        follow(channel.getState(false));
    }

    private void follow(ConnectivityState state) {
        Attempt current = attempt;
        boolean trying = state == ConnectivityState.CONNECTING || state == ConnectivityState.TRANSIENT_FAILURE;
        if (trying && (current == null || current.over)) {
            Attempt begun = new Attempt();
            attempt = begun;
            begun.callOff = timer.schedule(patienceNanos, begun);
        } else if (!trying && current != null) {
            current.end();
            attempt = null;
        }
        if (state == ConnectivityState.SHUTDOWN) {
            return;
        }
        channel.notifyWhenStateChanged(state, () -> follow(channel.getState(false)));
    }

    /** Says that a call found no connection: there will be an attempt soon, if there was none just now. */
    public void wanted() {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + AT_MOST_EVERY_NANOS)) {
            channel.resetConnectBackoff();
        }
    }

    /** What goes on from when a connection is wanted until there is one. */
    private final class Attempt implements Runnable {
        private volatile boolean over;
        private volatile Runnable callOff = () -> {};

        /** It has gone on for too long. */
        @Override
        public void run() {
            if (!over) {
                over = true;
                // What waits takes the channel out of its idleness at once.
                channel.enterIdle();
            }
        }

        void end() {
            over = true;
            callOff.run();
        }
    }
}
