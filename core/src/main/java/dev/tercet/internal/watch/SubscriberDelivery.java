package dev.tercet.internal.watch;

import dev.tercet.internal.delivery.Uncaught;
import dev.tercet.watch.WatchSignal;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands signals to a subscriber, as many as it asked for.
 *
 * <p>Threads: {@code request} and {@code cancel} come on any and only leave a note; everything the subscriber is told comes from
 * {@link #drain(int)}, {@code onSubscribe} included, so that it is told one thing at a time.
 */
final class SubscriberDelivery extends Delivery implements Flow.Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriberDelivery.class);

    private final WatchRunner watch;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;
    private volatile @Nullable IllegalArgumentException badRequest;
    private Flow.@Nullable Subscriber<? super WatchSignal> subscriber;
    private boolean introduced;

    SubscriberDelivery(WatchRunner watch, Executor callbacks, Flow.Subscriber<? super WatchSignal> subscriber) {
        super(callbacks, null);
        this.watch = watch;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
        if (n < 1) {
            badRequest = new IllegalArgumentException("request must be at least 1, not " + n + " (rule 3.9)");
        } else {
            demand.getAndUpdate(now -> now + n < 0 ? Long.MAX_VALUE : now + n);
        }
        wake();
    }

    @Override
    public void cancel() {
        cancelled = true;
        watch.end(null);
        // Lets go of the subscriber.
        wake();
    }

    @Override
    boolean drain(int atMost) {
        for (int i = 0; i < atMost; i++) {
            Flow.Subscriber<? super WatchSignal> to = cancelled ? null : subscriber;
            if (to == null) {
                subscriber = null;
                return false;
            }
            try {
                if (!tell(to)) {
                    return false;
                }
            } catch (Throwable thrown) {
                subscriber = null;
                Uncaught.tell(LOG.atWarn(), watch.request() + ": its subscriber failed, which ends the watch", thrown);
                watch.endSilently(WatchErrors.listenerFailed(watch.request(), thrown));
            }
        }
        return true;
    }

    /** Tells it one thing, and whether there was one. */
    private boolean tell(Flow.Subscriber<? super WatchSignal> to) {
        IllegalArgumentException bad = badRequest;
        if (!introduced) {
            introduced = true;
            to.onSubscribe(this);
            return true;
        } else if (bad != null) {
            subscriber = null;
            watch.end(null);
            to.onError(bad);
            return false;
        }
        WatchSignal signal = demand.get() > 0 ? watch.buffer().take() : null;
        if (signal == null) {
            return false;
        }
        demand.getAndUpdate(now -> now == Long.MAX_VALUE ? now : now - 1);
        to.onNext(signal);
        if (signal instanceof WatchSignal.Ended && !cancelled) {
            subscriber = null;
            to.onComplete();
        }
        return true;
    }
}
