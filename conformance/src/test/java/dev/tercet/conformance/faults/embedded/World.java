package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.connection.Credentials;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.front.direct.DirectFront;
import dev.tercet.embedded.internal.server.Host;
import dev.tercet.embedded.internal.server.Identities;
import dev.tercet.embedded.internal.state.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A server, its clients, and the one clock of them all. Nothing happens but what is asked for here: what waits to be done, by the
 * server or by the clients, is done by {@link #some} and {@link #settle}, and time passes in {@link #pass}.
 */
final class World {
    /** So much in one moment is a loop that does not end. */
    private static final int MOST = 100_000;

    private final Random random = new Random(0);
    private final SimTime time = new SimTime();
    private final Deque<Runnable> loop = new ArrayDeque<>();
    private final Host host;
    private final DirectFront front;
    private final Truth truth = new Truth();
    private final Recorder recorder;
    private final List<SimClient> clients = new ArrayList<>();
    private Runnable looking = () -> {};
    private long ticks;

    World() {
        Limits limits = Limits.DEFAULT;
        host = new Host(Identities.of("simulated", "3.7.3"), limits, time, loop::add);
        host.server().follow(truth, truth::compacted);
        front = new DirectFront(host, new MessageLimit(limits.maxMessageBytes()));
        // No two events are at one time: what comes after another is known to.
        recorder = new Recorder(() -> time.nanos() + ++ticks);
    }

    /** Is looked at whenever something has been done. */
    void onChange(Runnable look) {
        looking = look;
    }

    /** Another source of chance, from here on. */
    void seed(long seed) {
        random.setSeed(seed);
    }

    SimClient client(SimClient.Shape shape, Credentials credentials) {
        // Some clocks are about to pass from the largest number to the smallest, as the machine's may.
        long offset =
                random.nextInt(4) == 0 ? Long.MAX_VALUE - random.nextInt(5) * 1_000_000_000L : random.nextLong() >> 8;
        SimClient client = SimClient.start("client " + (clients.size() + 1), shape, credentials, front, time, offset);
        clients.add(client);
        return client;
    }

    Faults faults() {
        return host.faults();
    }

    Truth truth() {
        return truth;
    }

    Recorder recorder() {
        return recorder;
    }

    Host host() {
        return host;
    }

    long nanos() {
        return time.nanos();
    }

    /** What is still to be done, or waits for its time. */
    int pending() {
        return loop.size()
                + clients.stream().mapToInt(client -> client.tasks().size()).sum();
    }

    /** Does some of what waits to be done now. */
    void some(int most) {
        for (int i = 0; i < most && one(); i++) {
            looking.run();
        }
    }

    /** Does all of it, and what follows from it, until nothing is left at this moment. */
    void settle() {
        for (int i = 0; one(); i++) {
            looking.run();
            if (i > MOST) {
                throw new Violated(
                        "hang: after " + MOST + " tasks there is still something to do, and no time has passed");
            }
        }
    }

    /** One of the server's, which are in order, or of a client's, which are in none. */
    private boolean one() {
        int all = pending();
        if (all == 0) {
            return false;
        }
        int which = random.nextInt(all);
        if (which < loop.size()) {
            loop.remove().run();
            return true;
        }
        which -= loop.size();
        for (SimClient client : clients) {
            if (which < client.tasks().size()) {
                client.tasks().runOne(random);
                return true;
            }
            which -= client.tasks().size();
        }
        throw new AssertionError("counted wrongly");
    }

    /** Lets time pass; all that comes due is done on the way, and all that follows from it before time goes on. */
    void pass(long nanos) {
        long until = time.nanos() + nanos;
        int due = 0;
        settle();
        while (time.step(until)) {
            looking.run();
            settle();
            if (due++ > MOST) {
                throw new Violated("hang: " + MOST + " alarms within " + nanos / 1_000_000 + " ms");
            }
        }
        looking.run();
    }

    /** Something that must not be, and after which there is no point in going on. */
    static final class Violated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Violated(String message) {
            super(message);
        }
    }
}
