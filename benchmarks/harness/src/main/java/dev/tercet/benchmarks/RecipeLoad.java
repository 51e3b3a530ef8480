package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;

/**
 * A recipe, done again and again by each of a row's threads, which get into each other's way where the row is about that.
 *
 * @param row whose threads
 */
record RecipeLoad(Row row) implements Load {
    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Crew crew = new Crew(client);
        try {
            AtomicBoolean over = new AtomicBoolean();
            crew.start(done -> !over.get());
            TimeUnit.NANOSECONDS.sleep(leadIn.toNanos());
            crew.latency.clear();
            Meter meter = Meter.start(crew.done.sum());
            TimeUnit.NANOSECONDS.sleep(window.toNanos());
            Sample sample = crew.latency.addTo(meter.stop(crew.done.sum()));
            over.set(true);
            crew.join();
            return sample;
        } finally {
            crew.end();
        }
    }

    /** Does it so many times in each thread, for whoever counts something else. */
    void times(BenchClient client, int times) throws Exception {
        Crew crew = new Crew(client);
        try {
            crew.start(done -> done < times);
            crew.join();
        } finally {
            crew.end();
        }
    }

    private final class Crew {
        private final LongAdder done = new LongAdder();
        private final Latency latency = new Latency();
        private final List<Recipe> recipes = new ArrayList<>();
        private final List<Future<?>> running = new ArrayList<>();
        private final ExecutorService pool = Executors.newFixedThreadPool(row.threads());

        Crew(BenchClient client) throws Exception {
            for (int i = 0; i < row.threads(); i++) {
                recipes.add(client.recipe(row));
            }
        }

        void start(LongPredicate goOn) {
            for (Recipe recipe : recipes) {
                running.add(pool.submit(() -> {
                    for (long mine = 0; goOn.test(mine); mine++) {
                        timed(recipe);
                        done.increment();
                    }
                    return null;
                }));
            }
        }

        private void timed(Recipe recipe) throws Exception {
            if (!row.isRemote()) {
                recipe.once();
                return;
            }
            long begun = System.nanoTime();
            recipe.once();
            latency.add(System.nanoTime() - begun);
        }

        void join() throws Exception {
            for (Future<?> each : running) {
                each.get(20, TimeUnit.SECONDS);
            }
        }

        void end() throws Exception {
            pool.shutdownNow();
            for (Recipe recipe : recipes) {
                recipe.end();
            }
        }
    }
}
