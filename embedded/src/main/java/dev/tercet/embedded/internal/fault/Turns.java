package dev.tercet.embedded.internal.fault;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one at a time, in their order, on the threads that bring them. Nobody waits: who comes while another is at it leaves its task. */
final class Turns {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            Runnable next = tasks.poll();
            if (next != null) {
                next.run();
            }
        } while (waiting.decrementAndGet() != 0);
    }
}
