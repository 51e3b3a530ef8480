package dev.tercet.conformance.faults.embedded;

import dev.tercet.recipes.cache.CacheRequest;
import java.time.Duration;

/** Steps about caches. */
final class CacheSteps {
    private CacheSteps() {}

    record Open(int client) implements Step {
        @Override
        public void run(Play play) {
            SimClient its = play.client(client);
            CacheRequest asked = CacheRequest.of(WatchSteps.all());
            play.caches()
                    .add(new CacheRun(
                            its.name(), play.doubles().cache(its.recipes().openCache(asked)), asked.range()));
        }

        @Override
        public String toString() {
            return "client " + client + " opens a cache";
        }
    }

    /** What comes of it is no older than the question. */
    record CatchUp(int cache) implements Step {
        @Override
        public void run(Play play) {
            CacheRun run = Play.any(play.caches(), cache);
            if (run == null) {
                return;
            }
            Truth truth = play.world().truth();
            long before = truth.range(WatchSteps.all(), Long.MAX_VALUE).stream()
                    .mapToLong(kv -> kv.modRevision())
                    .max()
                    .orElse(0);
            run.cache().catchUpAsync(Duration.ofSeconds(2)).thenAccept(snapshot -> {
                String wrong = snapshot.revision() < before
                        ? run + " caught up to " + snapshot.revision() + " only, asked for when there was " + before
                        : run.wrong(snapshot, truth);
                if (wrong != null) {
                    play.wrong("cache: " + wrong);
                }
            });
        }

        @Override
        public String toString() {
            return "cache " + cache + " catches up";
        }
    }
}
