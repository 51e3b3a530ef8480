package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.rpc.Lane;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a stream's client is to hear when a fault lets it: in the order in which it was said. */
final class HeldBack {
    private final Queue<Runnable> words = new ConcurrentLinkedQueue<>();
    private final Lane releases = new Lane();

    void add(Rule by, Runnable word) {
        words.add(word);
        // Each lets the oldest go, whichever it came with, so that the order stays.
        by.later(() -> releases.run(() -> {
            Runnable next = words.poll();
            if (next != null) {
                next.run();
            }
        }));
    }
}
