package dev.tercet.recipes.internal.cache;

import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheEvent;
import dev.tercet.recipes.cache.CacheListener;
import dev.tercet.recipes.cache.CacheState;
import dev.tercet.recipes.cache.CacheUpdate;
import dev.tercet.recipes.cache.CacheUpdate.Kind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener, and what it is still to be told. When that is too much, all of it is dropped but for the content that it leads to: trees
 * are snapshots, so the difference to what was told last can be had at any time.
 *
 * <p>Threads: what is to be told comes from the cache's lane; {@code running} under the monitor says whether a task on the callback
 * executor is telling. The listener is called without the monitor.
 */
final class Telling implements Cache.Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    private static final int MOST_UPDATES = 1000;
    private static final long MOST_BYTES = 4L << 20;

    private final CacheListener listener;
    private final Executor callbacks;
    private final Consumer<Telling> gone;
    // All guarded by this.
    private final Queue<CacheUpdate> waiting = new ArrayDeque<>();
    private long bytes;
    private @Nullable Copy target;
    private @Nullable CacheState state;
    private boolean silent;
    private boolean running;
    private boolean closed;
    private @Nullable Copy told;

    /**
     * A listener that was told nothing yet.
     *
     * @param silent whether it is not to be told what there is to begin with
     * @param gone is told when it is not to be told any more
     */
    Telling(CacheListener listener, boolean silent, Executor callbacks, Consumer<Telling> gone) {
        this.listener = listener;
        this.silent = silent;
        this.callbacks = callbacks;
        this.gone = gone;
    }

    /** The content is this one now. */
    void tell(Copy content, CacheUpdate update) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (silent) {
                silent = false;
                told = content;
                return;
            }
            bytes += weight(update.events());
            if (target != null || waiting.size() >= MOST_UPDATES || (bytes > MOST_BYTES && !waiting.isEmpty())) {
                waiting.clear();
                target = content;
            } else {
                waiting.add(update);
            }
        }
        start();
    }

    /** The state is this one now. */
    void tell(CacheState now) {
        synchronized (this) {
            state = now;
        }
        start();
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
            target = null;
            told = null;
        }
        gone.accept(this);
    }

    private void start() {
        synchronized (this) {
            if (running || closed) {
                return;
            }
            running = true;
        }
        try {
            callbacks.execute(this::drain);
        } catch (RejectedExecutionException e) {
            LOG.warn("the callback executor refuses a task; using the common pool", e);
            CompletableFuture.runAsync(this::drain);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private void drain() {
        try {
            Runnable step = next();
            while (step != null) {
                step.run();
                step = next();
            }
        } catch (Throwable e) {
            LOG.error("a listener of a cache failed, and is told nothing more", e);
            close();
        }
    }

    private synchronized @Nullable Runnable next() {
        CacheUpdate update = waiting.poll();
        Copy last = target;
        CacheState now = state;
        if (closed) {
            return null;
        } else if (update != null) {
            bytes -= weight(update.events());
            told = (Copy) update.content();
            return () -> listener.updated(update);
        } else if (last != null) {
            Copy from = told;
            told = last;
            target = null;
            bytes = 0;
            return () -> difference(from, last);
        } else if (now != null) {
            state = null;
            closed = now instanceof CacheState.Ended;
            return () -> listener.stateChanged(now);
        }
        running = false;
        return null;
    }

    private void difference(@Nullable Copy from, Copy to) {
        List<CacheEvent> events = Difference.between(from == null ? Tree.EMPTY : from.tree(), to.tree());
        if (from == null) {
            listener.updated(new CacheUpdate(Kind.INITIAL, events, to));
        } else if (!events.isEmpty()) {
            listener.updated(new CacheUpdate(Kind.DIFFERENCE, events, to));
        }
    }

    private static long weight(List<CacheEvent> events) {
        long bytes = 0;
        for (CacheEvent event : events) {
            bytes += event.before().map(Tree::weight).orElse(0L)
                    + event.after().map(Tree::weight).orElse(0L);
        }
        return bytes;
    }
}
