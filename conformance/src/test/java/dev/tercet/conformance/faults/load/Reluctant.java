package dev.tercet.conformance.faults.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A subscriber that asks for nothing until it is told to. */
final class Reluctant<T> implements Flow.Subscriber<T> {
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Consumer<? super T> seen;

    /** With who is told what comes. */
    Reluctant(Consumer<? super T> seen) {
        this.seen = seen;
    }

    void askForAll() {
        subscription.thenAccept(its -> its.request(Long.MAX_VALUE));
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
    }

    @Override
    public void onNext(T item) {
        seen.accept(item);
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
}
