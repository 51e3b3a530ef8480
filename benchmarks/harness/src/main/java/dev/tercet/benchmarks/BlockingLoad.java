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

    static BlockingLoad put() {
        return new BlockingLoad(
                (client, key) -> {
                    client.put(key, VALUE);
                    return 0;
                },
                0);
    }

    static BlockingLoad get() {
        return new BlockingLoad(BenchClient::get, Data.VALUE_LENGTH);
    }

    static BlockingLoad putSized(int bytes) {
        byte[] key = Data.sizedKey(bytes);
        byte[] value = Data.value(bytes);
        return new BlockingLoad(
                (client, unused) -> {
                    client.put(key, value);
                    return 0;
                },
                0);
    }

    static BlockingLoad getSized(int bytes) {
        byte[] key = Data.sizedKey(bytes);
        return new BlockingLoad((client, unused) -> client.get(key), bytes);
    }

    static BlockingLoad range(int keys) {
        byte[] prefix = Data.rangePrefix(keys);
        return new BlockingLoad((client, key) -> client.range(prefix), keys * (16L + Data.VALUE_LENGTH));
    }

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Latency latency = new Latency();
        callFor(client, leadIn, latency);
        latency.clear();
        Meter meter = Meter.start(0);
        return latency.addTo(meter.stop(callFor(client, window, latency)));
    }

    private long callFor(BenchClient client, Duration time, Latency latency) throws Exception {
        long before = System.nanoTime();
        long end = before + time.toNanos();
        long calls = 0;
        do {
            once(client, calls++);
            long now = System.nanoTime();
            latency.add(now - before);
            before = now;
        } while (before - end < 0);
        return calls;
    }

    /** Makes one call, with the key whose turn it is, and checks its reply. */
    void once(BenchClient client, long turn) throws Exception {
        long bytes = call.make(client, KEYS[(int) (turn % KEYS.length)]);
        if (bytes != expected) {
            throw new IllegalStateException("read " + bytes + " bytes instead of " + expected);
        }
    }

    private interface Call {
        long make(BenchClient client, byte[] key) throws Exception;
    }
}
