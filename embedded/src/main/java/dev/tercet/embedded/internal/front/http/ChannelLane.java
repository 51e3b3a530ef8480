package dev.tercet.embedded.internal.front.http;

import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what any thread wants done to a connection's own thread, in the order in which it was wanted: a task that comes from the
 * connection's thread does not overtake one that another thread left there before.
 */
final class ChannelLane {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelLane.class);

    private final EventLoop loop;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Runnable emptied;

    /**
     * To this thread.
     *
     * @param emptied told there when nothing is left to do
     */
    ChannelLane(EventLoop loop, Runnable emptied) {
        this.loop = loop;
        this.emptied = emptied;
    }

    /** How much is still to be done. */
    int pending() {
        return pending.get();
    }

    void run(Runnable task) {
        tasks.add(task);
        if (pending.getAndIncrement() > 0) {
            return;
        }
        if (loop.inEventLoop()) {
            drain();
            return;
        }
        try {
            loop.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The server is closed, and the connection with it.
            tasks.clear();
        }
    }

    // A task that throws must not leave those behind it where they are.
    private static void take(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a step of a request failed", e);
        }
    }

    private void drain() {
        do {
            Runnable task = tasks.poll();
            if (task != null) {
                take(task);
            }
        } while (pending.decrementAndGet() > 0);
        emptied.run();
    }
}
