package dev.tercet.grpc.internal.connect;

import io.grpc.ManagedChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Cuts short gRPC's wait between attempts to connect, which grows to two minutes: as long as it waits, every call fails at once
 * with the last attempt's error, however long the server has been back. Whoever has calls to make decides how often to try, and
 * that is the engine above.
 */
public final class Reconnection {
    private static final long AT_MOST_EVERY_NANOS = 50_000_000;

    private final ManagedChannel channel;
    private final AtomicLong next;

    public Reconnection(ManagedChannel channel) {
        this.channel = channel;
        this.next = new AtomicLong(System.nanoTime());
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
