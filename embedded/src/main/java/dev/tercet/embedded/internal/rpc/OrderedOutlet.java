package dev.tercet.embedded.internal.rpc;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.Logged;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An outlet for any thread: what it is given is said in that order, by one thread at a time, and nothing after the end. Nobody waits:
 * who comes while another speaks leaves its words to it.
 *
 * @param <R> a message
 */
public final class OrderedOutlet<R> implements Outlet<R> {
    private final Outlet<R> outlet;
    private final Queue<Runnable> words = new ConcurrentLinkedQueue<>();
    private final AtomicInteger flushes = new AtomicInteger();

    // Of the thread that speaks.
    private boolean ended;

    /** Speaks through this one, which nobody else may use. */
    public OrderedOutlet(Outlet<R> outlet) {
        this.outlet = outlet;
    }

    /** Takes a message, to be said at the next {@link #flush}: within a step, so that messages have the order of the steps. */
    public void add(R message) {
        words.add(() -> outlet.message(message));
    }

    /** Takes the end, to be said at the next {@link #flush}. */
    public void addEnd(@Nullable EtcdError error) {
        words.add(() -> {
            ended = true;
            outlet.end(error);
        });
    }

    /** Says what there is to say. Not within a step. */
    public void flush() {
        if (flushes.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            for (Runnable word = words.poll(); word != null; word = words.poll()) {
                if (!ended) {
                    Logged.run(word);
                }
            }
            seen = flushes.addAndGet(-seen);
        } while (seen != 0);
    }

    @Override
    public boolean isReady() {
        return outlet.isReady();
    }

    @Override
    public void message(R message) {
        add(message);
        flush();
    }

    @Override
    public void end(@Nullable EtcdError error) {
        addEnd(error);
        flush();
    }

    @Override
    public void lose() {
        words.add(() -> {
            ended = true;
            outlet.lose();
        });
        flush();
    }
}
