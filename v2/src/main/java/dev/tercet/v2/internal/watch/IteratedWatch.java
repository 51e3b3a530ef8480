package dev.tercet.v2.internal.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.WatchOpener;
import dev.tercet.v2.watch.EternalWatch;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events in a loop, through a buffer that holds as many as were asked for.
 *
 * <p>Threads: the backend adds, one consumer takes, anybody closes. All fields but the first four are guarded by the lock; the backend
 * is called outside it.
 */
public final class IteratedWatch implements EternalWatch, EventSink {
    private static final int WINDOW = 64;

    private final WatchOpener watches;
    private final V2Watch watch;
    private final Consumer<String> refusal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<V2Event> waiting = new ArrayDeque<>();
    private @Nullable EventSource source;
    private @Nullable EtcdException failure;
    private boolean begun;
    private boolean closed;
    private long next;
    private int taken;

    /**
     * One that has not begun.
     *
     * @param refusal asked, with what is waited for in words, before its consumer waits; throws where nobody may
     */
    public IteratedWatch(WatchOpener watches, V2Watch watch, Consumer<String> refusal) {
        this.watches = watches;
        this.watch = watch;
        this.refusal = refusal;
        this.next = watch.index().orElse(0);
    }

    @Override
    public Iterator<V2Event> iterator() {
        lock.lock();
        try {
            if (begun) {
                throw new IllegalStateException(watch + ": it has been iterated already, and has one iterator");
            }
            begun = true;
            if (closed) {
                return new Events();
            }
        } finally {
            lock.unlock();
        }
        EventSource opened = watches.watch(watch, true, this);
        boolean late;
        lock.lock();
        try {
            source = opened;
            late = closed;
        } finally {
            lock.unlock();
        }
        if (late) {
            opened.cancel();
        } else {
            opened.request(WINDOW);
        }
        return new Events();
    }

    @Override
    public void onStarted(long index) {
        lock.lock();
        try {
            next = index;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEvent(V2Event event) {
        lock.lock();
        try {
            waiting.add(event);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEnd(EtcdException why) {
        lock.lock();
        try {
            failure = why;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next event, or null if it was closed. */
    private @Nullable V2Event await() {
        try {
            lock.lockInterruptibly();
            try {
                while (!closed && waiting.isEmpty()) {
                    EtcdException why = failure;
                    if (why != null) {
                        // Made on another thread; the caller's stack is what its reader needs.
                        why.fillInStackTrace();
                        throw why;
                    }
                    refusal.accept("the next event of " + watch);
                    news.await();
                }
                return closed ? null : waiting.poll();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WatchFailures.interrupted(watch, e);
        }
    }

    private void given(V2Event event) {
        EventSource more = null;
        lock.lock();
        try {
            next = event.nextIndex();
            if (++taken == WINDOW / 2) {
                taken = 0;
                more = source;
            }
        } finally {
            lock.unlock();
        }
        if (more != null) {
            more.request(WINDOW / 2);
        }
    }

    @Override
    public long nextIndex() {
        lock.lock();
        try {
            return next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        EventSource opened;
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            opened = source;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        if (opened != null) {
            opened.cancel();
        }
    }

    @Override
    public String toString() {
        return watch.toString();
    }

    private final class Events implements Iterator<V2Event> {
        private @Nullable V2Event upcoming;

        @Override
        public boolean hasNext() {
            if (upcoming == null) {
                upcoming = await();
            }
            return upcoming != null;
        }

        @Override
        public V2Event next() {
            V2Event event = hasNext() ? upcoming : null;
            if (event == null) {
                throw new NoSuchElementException(watch + ": it was closed");
            }
            upcoming = null;
            given(event);
            return event;
        }
    }
}
