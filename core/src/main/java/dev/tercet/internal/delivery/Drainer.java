package dev.tercet.internal.delivery;

import dev.tercet.internal.schedule.Scheduler;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes completions from the I/O thread to the callback executor, many with one wake-up.
 *
 * <p>The I/O thread adds; one task on the executor, the drainer, runs all that is there and what comes meanwhile, and goes. A
 * callback that blocks must not hold up the others: when the queue has not moved for a tick, one more drainer is started. So
 * completions of different calls are in no particular order, and run side by side when one of them dawdles.
 *
 * <p>Threads: anybody submits. {@code drainers} counts the tasks started and not ended; whoever takes it from 0 starts one, and
 * the last to go looks once more. No locks.
 */
public final class Drainer {
    private static final Logger LOG = LoggerFactory.getLogger(Drainer.class);
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(5);

    private final Executor executor;
    private final Scheduler scheduler;
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger drainers = new AtomicInteger();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** Counts what was run; only compared, so a lost update does no harm and nobody pays for an atomic one. */
    private final AtomicInteger progress = new AtomicInteger();

    public Drainer(Executor executor, Scheduler scheduler) {
        this.executor = executor;
        this.scheduler = scheduler;
    }

    /** Runs the completion soon, on the executor. */
    public void submit(Runnable completion) {
        queue.add(completion);
        if (drainers.get() == 0 && drainers.compareAndSet(0, 1)) {
            start();
        } else if (!watched.get() && watched.compareAndSet(false, true)) {
            watch();
        }
    }

    private void watch() {
        int before = progress.get();
        scheduler.schedule(PATIENCE, () -> {
            watched.set(false);
            if (queue.isEmpty()) {
                return;
            }
            if (progress.get() == before) {
                drainers.incrementAndGet();
                start();
            }
            if (watched.compareAndSet(false, true)) {
                watch();
            }
        });
    }

    private void start() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The caller's executor is shut down, and somebody waits for these: nobody's results may be lost for it.
            LOG.warn("the callback executor takes nothing any more; using the common pool", e);
            ForkJoinPool.commonPool().execute(this::drain);
        }
    }

    private void drain() {
        do {
            for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                run(next);
                progress.lazySet(progress.get() + 1);
                if (drainers.get() > 1) {
                    // Another was started because we were stuck, so we are not needed any more.
                    break;
                }
            }
        } while (drainers.decrementAndGet() == 0 && !queue.isEmpty() && drainers.compareAndSet(0, 1));
    }

    private static void run(Runnable completion) {
        try {
            completion.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a completion failed", e);
        }
    }
}
