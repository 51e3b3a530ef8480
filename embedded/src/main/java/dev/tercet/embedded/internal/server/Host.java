package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Lifetime;
import dev.tercet.embedded.internal.time.Loop;
import dev.tercet.embedded.internal.time.SystemTime;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a server lives in: its thread, its share of time, and a switchboard that leads to it. To empty a server is to put another in
 * its place.
 *
 * <p>Threads: a server takes the place of another under this object's monitor. The old one is ended outside it, since those who wait
 * for it are told then, and may do whatever they like.
 */
public final class Host implements AutoCloseable {
    private final Identity identity;
    private final Limits limits;
    private final Executor apart;
    private final Runnable end;
    private final Time realTime;
    private final Time time;
    private final Switchboard switchboard;
    private String clientUrl = "";
    private volatile Life life;
    private volatile boolean stopped;

    /**
     * One with a new server in it.
     *
     * @param clock what it counts time by; null for the machine's own clock
     * @param threadName what its thread is called
     */
    public Host(Identity identity, Limits limits, @Nullable Time clock, String threadName) {
        this(identity, limits, new Loop(threadName), clock);
    }

    private Host(Identity identity, Limits limits, Loop loop, @Nullable Time clock) {
        this(identity, limits, clock, new SystemTime(loop), loop, loop::close);
    }

    /**
     * One with a new server in it, and without a thread.
     *
     * @param clock what it counts all time by, that of the machine included
     * @param apart runs, one after another, what nobody waits for: messages of watches
     */
    public Host(Identity identity, Limits limits, Time clock, Executor apart) {
        this(identity, limits, clock, clock, apart, () -> {});
    }

    private Host(Identity identity, Limits limits, @Nullable Time clock, Time realTime, Executor apart, Runnable end) {
        this.identity = identity;
        this.limits = limits;
        this.apart = apart;
        this.end = end;
        this.realTime = realTime;
        this.time = clock == null ? realTime : clock;
        life = begin();
        switchboard = new Switchboard(life.server);
    }

    private Life begin() {
        Lifetime share = new Lifetime(time);
        Lifetime realShare = new Lifetime(realTime);
        return new Life(share, realShare, new Server(identity, limits, share, realShare, apart));
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
        life.server.advertise(List.of(url));
    }

    /** The server that is in it now. */
    public Server server() {
        return life.server;
    }

    /** Whether it takes calls no more. */
    public boolean isStopped() {
        return stopped;
    }

    /** What it does wrong. */
    public Faults faults() {
        return new CurrentFaults(() -> server().faults());
    }

    /** What is under way. */
    public Usage usage() {
        Server now = server();
        return new Usage(
                now.watching().openWatches(),
                now.faults().streams(),
                now.faults().waitingCalls());
    }

    /** Puts a new server in. What waits for the old one ends with UNAVAILABLE. */
    public void reset() {
        Life old;
        synchronized (this) {
            if (stopped) {
                throw new IllegalStateException("the embedded etcd is stopped");
            }
            old = life;
            Life next = begin();
            next.server.advertise(List.of(clientUrl));
            life = next;
            switchboard.connect(next.server);
        }
        old.end();
    }

    /** Takes no more calls, and ends those that wait, with UNAVAILABLE. */
    public void stop() {
        Life last;
        synchronized (this) {
            stopped = true;
            switchboard.connect(null);
            last = life;
        }
        last.end();
    }

    /** Stops it, and its thread. */
    @Override
    public void close() {
        stop();
        end.run();
    }

    /** A server, and its shares of its clock and of the machine's. */
    private record Life(Lifetime time, Lifetime realTime, Server server) {
        void end() {
            time.end();
            realTime.end();
            server.faults().stop(EtcdErrors.SERVER_STOPPED);
        }
    }
}
