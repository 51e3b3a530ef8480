package dev.tercet.grpc.internal.connect;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
 * <p>Threads: called from anywhere; gRPC tells of changes of state one at a time. The limit is kept by the JDK's own timer thread,
 * on which only the new attempt is begun.
 */
public final class Reconnection {
    private static final long AT_MOST_EVERY_NANOS = 50_000_000;

    private final ManagedChannel channel;
    private final long patienceNanos;
    private final AtomicLong next;

    /** Completes when it has been trying for too long. Touched only where gRPC tells of changes of state. */
    private CompletableFuture<@Nullable Void> limit = CompletableFuture.completedFuture(null);

    public Reconnection(ManagedChannel channel, Duration connectTimeout) {
        this.channel = channel;
        this.patienceNanos = connectTimeout.toNanos();
        this.next = new AtomicLong(System.nanoTime());
    }

    /** Begins to follow the channel's state. */
    public void follow() {
        follow(channel.getState(false));
    }

    private void follow(ConnectivityState state) {
        if (state == ConnectivityState.SHUTDOWN) {
            limit.cancel(false);
            return;
        }
        if (state == ConnectivityState.CONNECTING || state == ConnectivityState.TRANSIENT_FAILURE) {
            if (limit.isDone()) {
                limit = new CompletableFuture<@Nullable Void>()
                        .completeOnTimeout(null, patienceNanos, TimeUnit.NANOSECONDS);
                // Not run when it is cancelled.
                limit.thenRun(this::beginAnew);
            }
        } else {
            limit.cancel(false);
        }
        channel.notifyWhenStateChanged(state, () -> follow(channel.getState(false)));
    }

    private void beginAnew() {
        // It may have come about just now.
        if (channel.getState(false) != ConnectivityState.READY) {
            // What waits takes it out of its idleness at once.
            channel.enterIdle();
        }
    }

    /** Says that a call found no connection: there will be an attempt soon, if there was none just now. */
    public void wanted() {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + AT_MOST_EVERY_NANOS)) {
            channel.resetConnectBackoff();
        }
    }
}
