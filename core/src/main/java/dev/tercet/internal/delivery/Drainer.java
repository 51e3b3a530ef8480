package dev.tercet.internal.delivery;

import dev.tercet.internal.schedule.Lull;
import dev.tercet.internal.schedule.Scheduler;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes completions from the I/O thread to the callback executor, many with one wake-up.
 *
 * <p>The I/O thread adds; one task on the executor, the drainer, runs all that is there and what comes meanwhile, and goes; while
 * much comes it stays for a {@link Lull}. A callback that blocks must not hold up the others: when the drainer has run nothing for a tick, another takes its place, and the
 * one that was stuck goes as soon as it gets loose. So completions of different calls are in no particular order, and run side by
 * side when one of them dawdles.
 *
 * <p>Threads: anybody submits. Whoever sets {@code current} from null starts a drainer; that one sets it back to null when it
 * finds nothing, and looks once more, so that nothing added meanwhile is overlooked. No locks.
 */
public final class Drainer implements Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Drainer.class);
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(5);

    private final Executor executor;
    private final Scheduler scheduler;
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();

    /** The one whose turn it is; null if there is nothing to do. */
    private final AtomicReference<@Nullable Drain> current = new AtomicReference<>();

    private final AtomicBoolean watched = new AtomicBoolean();
    private final @Nullable Lull lull;

    public Drainer(Executor executor, Scheduler scheduler) {
        this.executor = executor;
        this.scheduler = scheduler;
        this.lull = Lull.of(executor);
    }

    /** Runs the completion soon, on the executor. */
    @Override
    public void complete(Runnable completion) {
        queue.add(completion);
        if (current.get() != null || !start(null)) {
            watch();
        }
    }

    @Override
    public Executor listeners() {
        return executor;
    }

    @Override
    public Executor threads() {
        return executor;
    }

    /**
     * Starts a drainer in place of this one.
     *
     * @return false if somebody else did
     */
    private boolean start(@Nullable Drain instead) {
        Drain drain = new Drain();
        if (!current.compareAndSet(instead, drain)) {
            return false;
        }
        // Somebody waits for these: nobody's results may be lost if the caller's executor is shut down or full.
        InOrder.execute(executor, drain);
        return true;
    }

    private void watch() {
        Drain drain = current.get();
        // With no drainer left, the one that was there found the queue empty after this completion was added.
        if (drain == null || watched.get() || !watched.compareAndSet(false, true)) {
            return;
        }
        int before = drain.ran;
        long since = scheduler.nanoTime();
        scheduler.schedule(PATIENCE, () -> {
            watched.set(false);
            if (queue.isEmpty()) {
                return;
            }
            // One that has not begun yet waits for a thread of the executor, as any further one would.
            if (drain.ran == before && drain.begun) {
                start(drain);
            }
            // Before its time this runs only because the client closes: every further watch would run at once, too.
            boolean closing = scheduler.nanoTime() - since < PATIENCE;
            if (!closing) {
                watch();
            }
        });
    }

    private static void run(Runnable completion) {
        try {
            completion.run();
        } catch (Throwable e) {
            Uncaught.tell(LOG.atError(), "a completion failed", e);
        }
    }

    /** One drainer; what it counts is written by its own thread only. */
    private final class Drain implements Runnable {
        private volatile boolean begun;
        private volatile int ran;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void run() {
            begun = true;
            do {
                int before;
                do {
                    before = ran;
                    for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                        Drainer.run(next);
                        ran = ran + 1;
                        if (current.get() != this) {
                            // Another was started because this one was stuck, and sees to the rest.
                            return;
                        }
                    }
                } while (lull != null && lull.pause(ran - before));
            } while (current.compareAndSet(this, null) && !queue.isEmpty() && current.compareAndSet(null, this));
        }
    }
}
