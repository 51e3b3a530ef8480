package dev.tercet.benchmarks;

import java.time.Duration;

/**
 * Puts in flight that go together, if the client can do that; then it is also told how many it puts one by one, and how many times as
 * many that is.
 */
final class BatchedLoad implements Load {
    // A disk may take a while for nothing else than itself.
    private static final Duration LEAST = Duration.ofSeconds(2);

    private final int inFlight;
    private final Duration least;

    /** So many in flight. */
    BatchedLoad(int inFlight) {
        this(inFlight, LEAST);
    }

    /** So many in flight, for so long at least. */
    BatchedLoad(int inFlight, Duration least) {
        this.inFlight = inFlight;
        this.least = least;
    }

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration asked) throws Exception {
        Duration window = asked.compareTo(least) < 0 ? least : asked;
        Sample alone = ClosedLoop.put(inFlight).run(client, leadIn, window);
        if (!client.batches()) {
            return alone;
        }
        Sample together = ClosedLoop.putTogether(inFlight).run(client, leadIn, window);
        return together.with("alone", alone.opsPerSecond())
                .with("gain", together.opsPerSecond() / alone.opsPerSecond());
    }
}
