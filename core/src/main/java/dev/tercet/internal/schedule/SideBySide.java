package dev.tercet.internal.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Does several things that wait, each on a thread of its own, in the time that the slowest takes instead of the sum of all.
 *
 * <p>Threads: a short-lived daemon thread for each, but for the first if the caller waits, who then does it.
 */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Does them all, and returns when they are done or the time is up; what is not done by then goes on by itself. An interrupt ends
     * the waiting too, and is left for the caller.
     *
     * @param patienceMillis for all but the first, which says itself how long it takes
     */
    public static void run(String name, List<Runnable> works, long patienceMillis) {
        if (works.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        List<Thread> others = start(name, works.subList(1, works.size()));
        works.get(0).run();
        try {
            for (Thread thread : others) {
                long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                // No time at all would be for ever.
                thread.join(Math.max(1, patienceMillis - spent));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins them all, and waits for none. */
    public static List<Thread> start(String name, List<Runnable> works) {
        List<Thread> threads = new ArrayList<>(works.size());
        for (Runnable work : works) {
            Thread thread = new Thread(work, name + "-" + (threads.size() + 1));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }
}
