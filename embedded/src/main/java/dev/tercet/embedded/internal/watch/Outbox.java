package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.rpc.Outlet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on its way to one client. While the client takes nothing, some messages wait here; then events are refused, and their
 * watches come again with what is in the store. Used on the loop only.
 */
final class Outbox {
    /** As many as etcd keeps for a stream. */
    private static final int MAX_WAITING = 128;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Outlet<WatchMessage> outlet;
    private final Runnable broken;
    private final Deque<WatchMessage> waiting = new ArrayDeque<>();

    // What was decided to be said, and is not said yet. The only field that others than the loop use.
    private final AtomicInteger owed = new AtomicInteger();

    private boolean ended;
    private boolean refused;

    /**
     * One that is empty.
     *
     * @param broken what to do when the client's front failed to take a message: as when the client goes away
     */
    Outbox(Outlet<WatchMessage> outlet, Runnable broken) {
        this.outlet = outlet;
        this.broken = broken;
    }

    /** A message will be there to be said. Within a step. */
    void owe() {
        owed.incrementAndGet();
    }

    /** Whether there is so much to be said that the client should not ask for more. On any thread. */
    boolean isFull() {
        return owed.get() >= MAX_WAITING;
    }

    /**
     * Takes a message that was owed, in any case: what a client asked for, and what ends a watch. There are no more of these than the
     * client made requests, and a front reads no more requests while this is full.
     */
    void say(WatchMessage message) {
        if (ended) {
            return;
        }
        if (waiting.isEmpty() && outlet.isReady()) {
            send(message);
        } else {
            waiting.add(message);
        }
    }

    /**
     * Takes messages that belong together, or none of them.
     *
     * @return whether it took them; an ended one takes everything, since nobody will ask for it again
     */
    boolean offer(List<WatchMessage> messages) {
        if (!ended && waiting.size() >= MAX_WAITING) {
            refused = true;
            return false;
        }
        messages.forEach(this::take);
        return true;
    }

    /** Like {@link #offer(List)}. */
    boolean offer(WatchMessage message) {
        if (!ended && waiting.size() >= MAX_WAITING) {
            refused = true;
            return false;
        }
        take(message);
        return true;
    }

    private void take(WatchMessage message) {
        owe();
        say(message);
    }

    /**
     * The client takes messages again.
     *
     * @return whether those come again now that were refused
     */
    boolean drain() {
        while (!waiting.isEmpty() && outlet.isReady()) {
            send(waiting.remove());
        }
        if (!waiting.isEmpty() || !refused) {
            return false;
        }
        refused = false;
        return true;
    }

    private void send(WatchMessage message) {
        // Before it is said, as whoever waits for room looks again then.
        owed.decrementAndGet();
        try {
            outlet.message(message);
        } catch (RuntimeException e) {
            // One client's trouble: the others are still to hear what is theirs.
            LOG.error("A watch stream broke", e);
            close();
            broken.run();
            outlet.lose();
        }
    }

    /** The client went away. */
    void close() {
        ended = true;
        waiting.clear();
    }
}
