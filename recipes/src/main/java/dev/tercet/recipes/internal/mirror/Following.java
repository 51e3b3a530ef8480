package dev.tercet.recipes.internal.mirror;

import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchSignal;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;

/**
 * A watch of the source that is taken from as fast as the destination takes: what is not asked for stays in the watch, and beyond its
 * buffer at the server.
 */
final class Following implements Flow.Subscriber<WatchSignal> {
    private static final int WINDOW = 64;

    private final Watch watch;
    private final BiConsumer<Following, WatchSignal> signals;
    // Written before the first signal, and read after one.
    private volatile Flow.Subscription subscription = new Nothing();

    private Following(Watch watch, BiConsumer<Following, WatchSignal> signals) {
        this.watch = watch;
        this.signals = signals;
    }

    static Following of(Watch watch, BiConsumer<Following, WatchSignal> signals) {
        return new Following(watch, signals);
    }

    void begin() {
        watch.publisher().subscribe(this);
    }

    /** So many revisions have gone on. */
    void taken(int revisions) {
        if (revisions > 0) {
            subscription.request(revisions);
        }
    }

    void ask() {
        watch.requestProgress();
    }

    void close() {
        watch.close();
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        opened.request(WINDOW);
    }

    @Override
    public void onNext(WatchSignal signal) {
        signals.accept(this, signal);
        if (!(signal instanceof WatchSignal.Change)) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        // A watch tells its end as a signal, and nothing here.
    }

    @Override
    public void onComplete() {
        // The signal before it was the end.
    }

    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
