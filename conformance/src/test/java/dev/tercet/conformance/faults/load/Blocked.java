package dev.tercet.conformance.faults.load;

import dev.tercet.watch.WatchSignal;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A listener that does not return from the first change until it is released. */
final class Blocked implements Consumer<WatchSignal> {
    private final CountDownLatch released = new CountDownLatch(1);
    private final Seen seen = new Seen();

    Seen seen() {
        return seen;
    }

    void release() {
        released.countDown();
    }

    @Override
    public void accept(WatchSignal signal) {
        if (signal instanceof WatchSignal.Change) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        seen.add(signal);
    }
}
