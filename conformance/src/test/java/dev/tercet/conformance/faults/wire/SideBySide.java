package dev.tercet.conformance.faults.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work on a few threads, each with its own share of it. */
public final class SideBySide {
    private SideBySide() {}

    /** A share of the work. */
    @FunctionalInterface
    public interface Worker {
        /** Does all that is this worker's, which is counted from 0. */
        void work(int worker) throws Exception;
    }

    /** Waits until all are done; throws what the first of them threw that failed. */
    public static void run(int workers, Worker worker) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    worker.work(number);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        } finally {
            threads.shutdownNow();
        }
    }
}
