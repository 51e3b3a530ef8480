package dev.tercet.benchmarks;

import java.time.Duration;

/** Keeps a client busy, and measures it for a while. */
public interface Load {

    /** How the work of a row is done. */
    static Load of(Row row) {
        return switch (row) {
            case PUT_1 -> BlockingLoad.put();
            case GET_1 -> BlockingLoad.get();
            case PUT_64 -> ClosedLoop.put(64);
            case GET_64 -> ClosedLoop.get(64);
            case RANGE -> BlockingLoad.range();
            case WATCH -> new WatchLoad();
            case LOCK, LOCK_LEASE, LOCK_RPC, LOCK_2, LOCK_8, QUEUE, CACHE, PARKED -> new RecipeLoad(row);
        };
    }

    /**
     * Does the work for {@code leadIn}, unmeasured, then for {@code window}.
     *
     * @throws Exception if any call failed or answered something else than expected: then there is no figure
     */
    Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception;
}
