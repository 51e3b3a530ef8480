package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.rpc.Lane;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a stream's client is to hear when a fault lets it: in the order in which it was said. */
final class HeldBack {
    private final Queue<Word> words = new ConcurrentLinkedQueue<>();
    private final Lane releases = new Lane();

    void add(Rule by, Runnable word) {
        Word held = new Word(word, new Later());
        words.add(held);
        // Each lets the oldest go, whichever it came with, so that the order stays.
        held.release.become(by.later(() -> releases.run(() -> {
            Word next = words.poll();
            if (next != null) {
                next.word.run();
            }
        }))::cancel);
    }

    /** Forgets all of it: nobody listens any more. */
    void drop() {
        for (Word word = words.poll(); word != null; word = words.poll()) {
            word.release.cancel();
        }
    }

    private record Word(Runnable word, Later release) {}
}
