package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Lifetime;
import dev.tercet.embedded.internal.time.SystemTime;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a server lives in: its thread, its share of time, and a switchboard that leads to it. To empty a server is to put another in
 * its place.
 */
public final class Host implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final Identity identity;
    private final Limits limits;
    private final String threadName;
    private final ScheduledExecutorService thread;
    private final Time time;
    private final Switchboard switchboard;
    private Lifetime life;
    private String clientUrl = "";
    private volatile Server server;
    private volatile boolean stopped;

    /**
     * One with a new server in it.
     *
     * @param clock what it counts time by; null for the machine's own clock
     * @param threadName what its thread is called
     */
    public Host(Identity identity, Limits limits, @Nullable Time clock, String threadName) {
        this.identity = identity;
        this.limits = limits;
        this.threadName = threadName;
        this.thread = SystemTime.thread(threadName);
        this.time = clock == null ? new SystemTime(thread) : clock;
        this.life = new Lifetime(time);
        this.server = new Server(identity, limits, life, loop());
        this.switchboard = new Switchboard(server);
    }

    private Executor loop() {
        return task -> {
            try {
                thread.execute(task);
            } catch (RejectedExecutionException e) {
                // The server is stopped, and nobody listens to it any more.
            }
        };
    }

    /** All that the server in it can do; the same for its whole life. */
    public MethodTable methods() {
        return switchboard.methods();
    }

    /** Opens streams of watches, as the table does, for who is in the same process. */
    public StreamHandler<WatchRequest, WatchMessage> watches() {
        return switchboard.watches();
    }

    /** Sets where clients reach it, which lists of members tell. */
    public synchronized void advertise(String url) {
        clientUrl = url;
        server.advertise(List.of(url));
    }

    /** The server that is in it now. */
    public Server server() {
        return server;
    }

    /** Whether it takes calls no more. */
    public boolean isStopped() {
        return stopped;
    }

    /** What it does wrong. */
    public Faults faults() {
        return new CurrentFaults(() -> server.faults());
    }

    /** What is under way. */
    public Usage usage() {
        Server now = server;
        return new Usage(
                now.watching().openWatches(),
                now.faults().streams(),
                now.faults().waitingCalls());
    }

    /** Puts a new server in. What waits for the old one ends with UNAVAILABLE. */
    public synchronized void reset() {
        if (stopped) {
            throw new IllegalStateException("the embedded etcd is stopped");
        }
        Server old = server;
        Lifetime before = life;
        life = new Lifetime(time);
        Server next = new Server(identity, limits, life, loop());
        next.advertise(List.of(clientUrl));
        server = next;
        switchboard.connect(next);
        before.end();
        old.faults().stop(EtcdErrors.SERVER_STOPPED);
    }

    /** Takes no more calls, and ends those that wait, with UNAVAILABLE. */
    public synchronized void stop() {
        stopped = true;
        switchboard.connect(null);
        life.end();
        server.faults().stop(EtcdErrors.SERVER_STOPPED);
    }

    /** Stops it, and its thread. */
    @Override
    public void close() {
        stop();
        thread.shutdownNow();
        if (Thread.currentThread().getName().equals(threadName)) {
            return;
        }
        try {
            // What it does is short; nothing depends on it but that no thread is left.
            thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
