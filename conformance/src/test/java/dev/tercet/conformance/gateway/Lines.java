package dev.tercet.conformance.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** The lines of an answer that goes on. */
final class Lines implements Subscriber<String> {
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    @Override
    public void onSubscribe(Subscription beginning) {
        subscription.complete(beginning);
        beginning.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(String line) {
        lines.add(line);
        notifyAll();
    }

    @Override
    public void onError(Throwable cause) {
        onComplete();
    }

    @Override
    public synchronized void onComplete() {
        ended = true;
        notifyAll();
    }

    /** Waits until there are so many, or it has ended. */
    synchronized void await(int count, Duration patience) {
        long start = System.nanoTime();
        while (lines.size() < count && !ended) {
            long left = patience.minusNanos(System.nanoTime() - start).toMillis();
            if (left <= 0) {
                throw new AssertionError("waited too long for more than " + lines);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    synchronized List<String> soFar() {
        return List.copyOf(lines);
    }

    void hangUp() {
        subscription.thenAccept(Subscription::cancel);
    }
}
