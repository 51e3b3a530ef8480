package dev.tercet.conformance.faults.load;

import dev.tercet.watch.WatchSignal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A subscriber that asks for nothing until it is told to. */
final class Reluctant implements Flow.Subscriber<WatchSignal> {
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Seen seen = new Seen();

    Seen seen() {
        return seen;
    }

    void askForAll() {
        subscription.thenAccept(its -> its.request(Long.MAX_VALUE));
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
    }

    @Override
    public void onNext(WatchSignal signal) {
        seen.add(signal);
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
}
