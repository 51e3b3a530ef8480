package dev.tercet.grpc.internal.connect;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What gRPC leaves undone about connections.
 *
 * <p>Its wait between attempts to connect grows to two minutes: as long as it waits, every call fails at once with the last
 * attempt's error, however long the server has been back. Whoever has calls to make decides how often to try, and that is the
 * engine above, so the wait is cut short when a call finds no connection.
 *
 * <p>And an attempt that gets no answer at all has no end: a host that vanished after it accepted leaves it waiting for as long as
 * TCP does. So when a call was given up while it waited, and the attempt is older than it may become, a new one is begun; calls
 * that still wait go with that one.
 *
 * <p>Threads: called from anywhere; gRPC tells of changes of state one at a time.
 */
public final class Reconnection {
    private static final long AT_MOST_EVERY_NANOS = 50_000_000;

    private final ManagedChannel channel;
    private final long patienceNanos;
    private final AtomicLong next;
    private volatile long connectingSince;

    public Reconnection(ManagedChannel channel, Duration connectTimeout) {
        this.channel = channel;
        this.patienceNanos = connectTimeout.toNanos();
        this.next = new AtomicLong(System.nanoTime());
        this.connectingSince = System.nanoTime();
    }

    /** Begins to follow the channel's state. */
    public void follow() {
        follow(channel.getState(false));
    }

    private void follow(ConnectivityState state) {
        if (state == ConnectivityState.SHUTDOWN) {
            return;
        }
        if (state == ConnectivityState.CONNECTING) {
            connectingSince = System.nanoTime();
        }
        channel.notifyWhenStateChanged(state, () -> follow(channel.getState(false)));
    }

    /** Says that a call found no connection: there will be an attempt soon, if there was none just now. */
    public void wanted() {
        if (isTurn()) {
            channel.resetConnectBackoff();
        }
    }

    /** Says that a call was given up while it waited for a connection. */
    public void gaveUp() {
        if (channel.getState(false) == ConnectivityState.CONNECTING
                && System.nanoTime() - connectingSince >= patienceNanos
                && isTurn()) {
            channel.enterIdle();
        }
    }

    private boolean isTurn() {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + AT_MOST_EVERY_NANOS);
    }
}
