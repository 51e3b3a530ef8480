package dev.tercet.benchmarks;

import java.time.Duration;

/** One call after another on one thread, each waiting for its reply. */
final class BlockingLoad implements Load {
    private static final byte[][] KEYS = Data.keys();
    private static final byte[] VALUE = Data.value();

    private final Call call;
    private final long expected;

    private BlockingLoad(Call call, long expected) {
        this.call = call;
        this.expected = expected;
    }

    static Load put() {
        return new BlockingLoad(
                (client, key) -> {
                    client.put(key, VALUE);
                    return 0;
                },
                0);
    }

    static Load get() {
        return new BlockingLoad(BenchClient::get, Data.VALUE_LENGTH);
    }

    static Load range() {
        return new BlockingLoad(
                (client, key) -> client.range(Data.RANGE_PREFIX), Data.RANGE_KEYS * (16L + Data.VALUE_LENGTH));
    }

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        callFor(client, leadIn);
        Meter meter = Meter.start(0);
        return meter.stop(callFor(client, window));
    }

    private long callFor(BenchClient client, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        long calls = 0;
        do {
            long bytes = call.make(client, KEYS[(int) (calls % KEYS.length)]);
            if (bytes != expected) {
                throw new IllegalStateException("read " + bytes + " bytes instead of " + expected);
            }
            calls++;
        } while (System.nanoTime() - end < 0);
        return calls;
    }

    private interface Call {
        long make(BenchClient client, byte[] key) throws Exception;
    }
}
