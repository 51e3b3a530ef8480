package dev.tercet.conformance.v2;

import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Event;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A subscriber that takes what it asks for. */
final class Subscribed implements Flow.Subscriber<V2Event> {
    private static final long LIMIT_SECONDS = 30;

    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final BlockingQueue<V2Event> events = new LinkedBlockingQueue<>();

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
    }

    @Override
    public void onNext(V2Event event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }

    void request(long more) throws Exception {
        Soon.of(subscription).request(more);
    }

    void cancel() throws Exception {
        Soon.of(subscription).cancel();
    }

    EtcdResult change() throws InterruptedException {
        V2Event event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event within " + LIMIT_SECONDS + " s; the subscription: " + ended);
        }
        return ((V2Event.Change) event).result();
    }

    int waiting() {
        return events.size();
    }
}
