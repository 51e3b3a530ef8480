package dev.tercet.benchmarks;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Keeps a client busy, and measures it for a while. */
public interface Load {

    /** How the work of a row is done that asks nothing of the server. */
    static Load of(Row row) {
        return of(row, new ServerCounts() {
            @Override
            public long renewals() {
                throw new UnsupportedOperationException(row.id());
            }

            @Override
            public long watchStreams() {
                throw new UnsupportedOperationException(row.id());
            }
        });
    }

    /** How the work of a row is done that one client can do. */
    static Load of(Row row, ServerCounts server) {
        return of(row, server, () -> {
            throw new UnsupportedOperationException(row.id());
        });
    }

    /** How the work of a row is done; {@code another} connects one more client of the same kind. */
    static Load of(Row row, ServerCounts server, Callable<BenchClient> another) {
        int size = row.size();
        return switch (row.work()) {
            case PUT -> BlockingLoad.put();
            case GET -> BlockingLoad.get();
            case PUT_ASYNC -> ClosedLoop.put(size);
            case GET_ASYNC -> ClosedLoop.get(size);
            case PUT_THREADS -> new CrewLoad(BlockingLoad.put(), size, Thread::new);
            case GET_THREADS -> new CrewLoad(BlockingLoad.get(), size, Thread::new);
            case PUT_VIRTUAL ->
                new CrewLoad(BlockingLoad.put(), size, VirtualThreads.factory().orElseThrow());
            case GET_VIRTUAL ->
                new CrewLoad(BlockingLoad.get(), size, VirtualThreads.factory().orElseThrow());
            case PUT_SIZED -> BlockingLoad.putSized(size);
            case GET_SIZED -> new AfterPut(BlockingLoad.putSized(size), BlockingLoad.getSized(size));
            case RANGE -> BlockingLoad.range(size);
            case KEPT -> new KeptLoad(size);
            case SCAN -> new ScanLoad(size);
            case BATCHED -> new BatchedLoad(size);
            case WATCH, WATCH_MANY -> new WatchLoad(size);
            case WATCH_BESIDE_SLOW -> new SlowBesideLoad();
            case WATCH_LATENCY -> new WatchLatencyLoad();
            case WATCHES -> new WatchesLoad(size, server);
            case LEASES -> new LeaseLoad(size, LeaseLoad.TTL, server);
            case LOCK_HANDOVER -> new HandoverLoad(another, Duration.ofMillis(size));
            case LOCK, LOCK_LEASE, LOCK_RPC, LOCK_HANDED_OVER, QUEUE, CACHE, PARKED -> new RecipeLoad(row);
        };
    }

    /**
     * Does the work for {@code leadIn}, unmeasured, then for {@code window}.
     *
     * @throws Exception if any call failed or answered something else than expected: then there is no figure
     */
    Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception;
}
