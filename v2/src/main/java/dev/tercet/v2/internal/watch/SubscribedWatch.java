package dev.tercet.v2.internal.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.WatchOpener;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch of one subscriber, which has no more events on their way to it than the window, however many it asked for.
 *
 * <p>Threads: all that the subscriber is told, and all fields but the volatile ones, belong to steps of the lane; whoever calls from
 * elsewhere leaves a step there.
 */
final class SubscribedWatch implements Flow.Subscription, EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(SubscribedWatch.class);
    private static final int WINDOW = 64;

    private final WatchOpener watches;
    private final V2Watch watch;
    private final Lane lane;
    private Flow.@Nullable Subscriber<? super V2Event> subscriber;
    private volatile @Nullable EventSource source;
    private volatile boolean cancelled;
    private long demand;
    private long underWay;

    SubscribedWatch(WatchOpener watches, V2Watch watch, Lane lane, Flow.Subscriber<? super V2Event> subscriber) {
        this.watches = watches;
        this.watch = watch;
        this.lane = lane;
        this.subscriber = subscriber;
    }

    void begin() {
        step(to -> to.onSubscribe(this));
        step(to -> {
            source = watches.watch(watch, true, this);
            pull();
        });
    }

    /** What is done with the subscriber, while it wants to hear anything. */
    private interface Step {
        void run(Flow.Subscriber<? super V2Event> to);
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private void step(Step step) {
        lane.execute(() -> {
            Flow.Subscriber<? super V2Event> to = subscriber;
            if (to != null && !cancelled) {
                try {
                    step.run(to);
                } catch (Throwable e) {
                    cancelled = true;
                    LOG.warn("{}: its subscriber failed, which ends the watch", watch, e);
                }
            }
            if (cancelled) {
                end();
            }
        });
    }

    @Override
    public void request(long n) {
        step(to -> {
            if (n < 1) {
                end();
                to.onError(new IllegalArgumentException("request must be at least 1, not " + n + " (rule 3.9)"));
                return;
            }
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            pull();
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        EventSource opened = source;
        if (opened != null) {
            // At once, and not when a subscriber that dawdles lets the lane go on.
            opened.cancel();
        }
        lane.execute(this::end);
    }

    private void end() {
        subscriber = null;
        EventSource opened = source;
        if (opened != null) {
            opened.cancel();
        }
    }

    /** Asks for what is wanted, as far as the window goes. */
    private void pull() {
        EventSource opened = source;
        long more = Math.min(demand, WINDOW) - underWay;
        // By halves, once there are so many: each request may cost somebody a hand-over.
        if (opened != null && more > 0 && (underWay == 0 || more >= WINDOW / 2)) {
            underWay += more;
            opened.request(more);
        }
    }

    @Override
    public void onStarted(long index) {}

    @Override
    public void onEvent(V2Event event) {
        step(to -> {
            underWay--;
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            to.onNext(event);
            pull();
        });
    }

    @Override
    public void onEnd(EtcdException failure) {
        step(to -> {
            end();
            to.onError(failure);
        });
    }
}
