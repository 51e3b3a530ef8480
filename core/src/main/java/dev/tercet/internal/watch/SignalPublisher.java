package dev.tercet.internal.watch;

import dev.tercet.watch.WatchSignal;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** A watch as a publisher for one subscriber; who comes second is refused. */
final class SignalPublisher implements Flow.Publisher<WatchSignal> {
    private static final Flow.Subscription NONE = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final WatchRunner watch;
    private final Executor callbacks;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    SignalPublisher(WatchRunner watch, Executor callbacks) {
        this.watch = watch;
        this.callbacks = callbacks;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super WatchSignal> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (!subscribed.compareAndSet(false, true)) {
            subscriber.onSubscribe(NONE);
            subscriber.onError(new IllegalStateException(watch.request() + ": a watch has one subscriber"));
            return;
        }
        SubscriberDelivery delivery = new SubscriberDelivery(watch, callbacks, subscriber);
        watch.buffer().notify(delivery::wake);
    }

    @Override
    public String toString() {
        return "published";
    }
}
