package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * A number of threads, each of which makes one call after another and waits for its reply.
 *
 * @param each what a thread does
 * @param factory where the threads come from
 */
record CrewLoad(BlockingLoad each, int threads, ThreadFactory factory) implements Load {
    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Crew crew = new Crew(threads);
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int first = i;
            started.add(factory.newThread(() -> work(client, crew, first)));
        }
        started.forEach(Thread::start);
        return crew.measure(leadIn, window);
    }

    private void work(BenchClient client, Crew crew, int first) {
        try {
            long before = System.nanoTime();
            for (int turn = first; !crew.isOver(); turn += threads) {
                each.once(client, turn);
                long now = System.nanoTime();
                crew.took(now - before);
                before = now;
            }
            crew.ended();
        } catch (Throwable thrown) {
            crew.failed(thrown);
        }
    }
}
