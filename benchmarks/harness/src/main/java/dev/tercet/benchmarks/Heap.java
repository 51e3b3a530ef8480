package dev.tercet.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** How much of the heap is in use by what is still needed: what a collection leaves. */
final class Heap {
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
    private static final long PAUSE_MILLIS = 20;

    private Heap() {}

    /** Bytes in use after a full collection. */
    static long live() {
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }

    /** The most that was in use beyond what was before, at any of the collections that go on while the task runs, in bytes. */
    static long peak(Callable<?> task) throws Exception {
        long before = live();
        AtomicBoolean over = new AtomicBoolean();
        long[] most = {before};
        Thread sampler = new Thread(
                () -> {
                    while (!over.get()) {
                        most[0] = Math.max(most[0], live());
                        rest();
                    }
                },
                "heap sampler");
        sampler.start();
        try {
            task.call();
        } finally {
            over.set(true);
            sampler.join();
        }
        return most[0] - before;
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the sampler", e);
        }
    }
}
