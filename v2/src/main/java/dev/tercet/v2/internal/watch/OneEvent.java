package dev.tercet.v2.internal.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.WatchOpener;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one event. However it ends, the watch ends with it, also at the server.
 *
 * <p>Threads: whichever of the event, the limit, the end of the watch and the caller comes first completes it; the source is cancelled
 * by whoever completes it, or by the opener if that was sooner than the source was known.
 */
public final class OneEvent extends CompletableFuture<EtcdResult> implements EventSink {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private final Executor callbacks;
    private volatile @Nullable EventSource source;
    private volatile @Nullable Runnable alarm;

    private OneEvent(Executor callbacks) {
        this.callbacks = callbacks;
        whenComplete((event, failure) -> release());
    }

    /** Begins to wait; the limit counts from now. */
    public static OneEvent await(WatchOpener watches, V2Watch watch, V2Timer timer, Executor callbacks) {
        OneEvent one = new OneEvent(callbacks);
        one.begin(watches, watch, timer);
        return one;
    }

    private void begin(WatchOpener watches, V2Watch watch, V2Timer timer) {
        watch.limit()
                .ifPresent(limit -> alarm = timer.schedule(
                        (limit.compareTo(LONGEST) > 0 ? LONGEST : limit).toNanos(),
                        () -> Lane.toldSomewhere(
                                callbacks, () -> completeExceptionally(WatchFailures.timedOut(watch, limit)))));
        try {
            EventSource opened = watches.watch(watch, false, this);
            source = opened;
            opened.request(1);
        } catch (RuntimeException e) {
            completeExceptionally(e);
        }
        if (isDone()) {
            release();
        }
    }

    @Override
    public void onStarted(long index) {}

    @Override
    public void onEvent(V2Event event) {
        if (event instanceof V2Event.Change change) {
            complete(change.result());
        }
    }

    @Override
    public void onEnd(EtcdException failure) {
        completeExceptionally(failure);
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }

    private void release() {
        EventSource opened = source;
        if (opened != null) {
            opened.cancel();
        }
        Runnable set = alarm;
        if (set != null) {
            set.run();
        }
    }
}
