package dev.tercet.benchmarks;

import java.time.Duration;

/**
 * A number of slots, each of which sends its next request from the completion of its last.
 *
 * <p>The loop itself allocates nothing once it runs: a slot is its own callback.
 */
final class ClosedLoop implements Load {
    private static final byte[][] KEYS = Data.keys();
    private static final byte[] VALUE = Data.value();

    private final int inFlight;
    private final Send send;
    private final int expected;

    private ClosedLoop(int inFlight, Send send, int expected) {
        this.inFlight = inFlight;
        this.send = send;
        this.expected = expected;
    }

    static Load put(int inFlight) {
        return new ClosedLoop(inFlight, (client, key, done) -> client.putAsync(key, VALUE, done), 0);
    }

    static Load putTogether(int inFlight) {
        return new ClosedLoop(inFlight, (client, key, done) -> client.putTogether(key, VALUE, done), 0);
    }

    static Load get(int inFlight) {
        return new ClosedLoop(inFlight, BenchClient::getAsync, Data.VALUE_LENGTH);
    }

    @Override
    public Sample run(BenchClient client, Duration leadIn, Duration window) throws Exception {
        Crew crew = new Crew(inFlight);
        for (int slot = 0; slot < inFlight; slot++) {
            new Slot(client, crew, slot % KEYS.length).next();
        }
        return crew.measure(leadIn, window);
    }

    private final class Slot implements BenchClient.Done {
        private final BenchClient client;
        private final Crew crew;
        private int key;
        private long sent = System.nanoTime();

        Slot(BenchClient client, Crew crew, int key) {
            this.client = client;
            this.crew = crew;
            this.key = key;
        }

        void next() {
            if (crew.isOver()) {
                crew.ended();
                return;
            }
            int current = key;
            key = (current + inFlight) % KEYS.length;
            send.send(client, KEYS[current], this);
        }

        @Override
        public void done(int bytes) {
            if (bytes != expected) {
                failed(new IllegalStateException("read " + bytes + " bytes instead of " + expected));
                return;
            }
            long now = System.nanoTime();
            crew.took(now - sent);
            sent = now;
            next();
        }

        @Override
        public void failed(Throwable failure) {
            crew.failed(failure);
        }
    }

    private interface Send {
        void send(BenchClient client, byte[] key, BenchClient.Done done);
    }
}
