package dev.tercet.benchmarks.embedded;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Load;
import dev.tercet.benchmarks.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The same work on several threads at once.
 *
 * @param load what each does
 * @param threads how many
 */
record Together(Load load, int threads) implements Load {
    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Sample>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> load.run(client, leadIn, window)));
            }
            long ops = 0;
            for (Future<Sample> each : running) {
                ops += each.get().ops();
            }
            // Time and memory are the whole process's in every one of them.
            Sample any = running.get(0).get();
            return new Sample(ops, any.nanos(), any.cpuNanos(), any.bytes());
        } finally {
            pool.shutdownNow();
        }
    }
}
