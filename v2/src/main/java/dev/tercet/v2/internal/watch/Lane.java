package dev.tercet.v2.internal.watch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in the order they came.
 *
 * <p>Threads: anybody adds. Whoever takes the count from 0 has a run started on the executor, which does all that is there and what
 * comes meanwhile. No locks; a task that blocks holds up its own successors only.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Executor executor;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    private Lane(Executor executor) {
        this.executor = executor;
    }

    /** One whose tasks are user code, or lead to it. */
    public static Lane on(Executor callbacks) {
        return new Lane(task -> toldSomewhere(callbacks, task));
    }

    /** One whose tasks are short: whoever adds the first runs it and what others add meanwhile. */
    public static Lane here() {
        return new Lane(Runnable::run);
    }

    /** Runs a task after those before it. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    /** Runs a task on an executor, or elsewhere if that one does not take it: what is to be told must be told. */
    public static void toldSomewhere(Executor callbacks, Runnable task) {
        try {
            callbacks.execute(task);
        } catch (RuntimeException e) {
            LOG.warn("the callback executor refuses a task; using the common pool", e);
            CompletableFuture.runAsync(task);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private void drain() {
        do {
            try {
                tasks.remove().run();
            } catch (Throwable e) {
                LOG.error("a step of a watch failed", e);
            }
        } while (waiting.decrementAndGet() > 0);
    }
}
