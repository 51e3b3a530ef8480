package dev.tercet.v2.internal.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.WatchOpener;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener of every event, until it stops or throws, the watch ends, or somebody completes this future, which is the index to
 * go on from.
 *
 * <p>Threads: the backend calls one at a time, on callback threads; stop and cancel come on any. The lock guards what has been decided;
 * the listener, the source and the completion are called outside it.
 */
public final class ListenedWatch extends CompletableFuture<Long> implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(ListenedWatch.class);

    /** How many events may be on their way; half as many are asked for at a time. */
    private static final int WINDOW = 64;

    private final V2Watch watch;
    private final V2WatchListener listener;
    private final Executor callbacks;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable EventSource source;

    /** Guarded by the lock, as are the next three. */
    private boolean telling;

    private boolean stopping;
    private boolean over;
    private long next;

    /** Of the backend's one call at a time. */
    private int taken;

    private ListenedWatch(V2Watch watch, V2WatchListener listener, Executor callbacks) {
        this.watch = watch;
        this.listener = listener;
        this.callbacks = callbacks;
        this.next = watch.index().orElse(0);
        whenComplete((index, failure) -> release());
    }

    /** Opens the watch. */
    public static ListenedWatch open(WatchOpener watches, V2Watch watch, V2WatchListener listener, Executor callbacks) {
        ListenedWatch told = new ListenedWatch(watch, listener, callbacks);
        EventSource opened = watches.watch(watch, true, told);
        told.source = opened;
        opened.request(WINDOW);
        if (told.isDone()) {
            opened.cancel();
        }
        return told;
    }

    @Override
    public void onStarted(long index) {
        if (!begin()) {
            return;
        }
        Throwable thrown = thrownBy(() -> listener.onStarted(index));
        told(index, thrown);
    }

    @Override
    public void onEvent(V2Event event) {
        if (!begin()) {
            return;
        }
        Throwable thrown = thrownBy(() -> listener.onEvent(event, this::stop));
        told(event.nextIndex(), thrown);
        EventSource opened = source;
        if (++taken == WINDOW / 2 && opened != null) {
            taken = 0;
            opened.request(WINDOW / 2);
        }
    }

    @Override
    public void onEnd(EtcdException failure) {
        completeExceptionally(failure);
    }

    private boolean begin() {
        lock.lock();
        try {
            telling = !over;
            return telling;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private static @Nullable Throwable thrownBy(Runnable call) {
        try {
            call.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private void told(long goOnFrom, @Nullable Throwable thrown) {
        boolean stopped;
        lock.lock();
        try {
            telling = false;
            next = goOnFrom;
            stopped = stopping;
        } finally {
            lock.unlock();
        }
        if (thrown != null) {
            if (completeExceptionally(WatchFailures.listenerFailed(watch, thrown))) {
                LOG.warn("{}: its listener failed, which ends the watch", watch, thrown);
            }
        } else if (stopped) {
            complete(goOnFrom);
        }
    }

    /** Called by the listener, within its call or whenever else. */
    private void stop() {
        long reached;
        lock.lock();
        try {
            stopping = true;
            if (telling || over) {
                return;
            }
            over = true;
            reached = next;
        } finally {
            lock.unlock();
        }
        Lane.toldSomewhere(callbacks, () -> complete(reached));
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }

    private void release() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
        EventSource opened = source;
        if (opened != null) {
            opened.cancel();
        }
    }
}
