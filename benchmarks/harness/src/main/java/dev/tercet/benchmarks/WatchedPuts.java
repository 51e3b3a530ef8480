package dev.tercet.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Puts of one client that a watch of another tells of, one after another: how long each took until its reply, and how long until its
 * event. Each value begins with the time at which it was sent, by which its event is known.
 */
final class WatchedPuts implements BenchClient.Values, AutoCloseable {
    private static final Duration FIRST_TRY = Duration.ofMillis(100);

    final Latency puts = new Latency();
    final Latency watches = new Latency();
    private final BenchClient writer;
    private final Duration patience;
    private final byte[] key = Data.watchKeys()[0];
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final FirstFailure failure = new FirstFailure();
    private final BenchClient.Subscription watch;

    private record Arrival(long sent, long at) {}

    /** Returns when the watch tells of puts. */
    WatchedPuts(BenchClient writer, BenchClient watcher, Duration patience) throws Exception {
        this.writer = writer;
        this.patience = patience;
        watch = watcher.watchValues(Data.WATCH_PREFIX, this);
        try {
            begin();
        } catch (Exception e) {
            watch.close();
            throw e;
        }
    }

    /** A watch begins with what comes after it is at the server, and not every client says when that is. */
    private void begin() throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (arrival(put(), FIRST_TRY) == null) {
            if (System.nanoTime() - end > 0) {
                throw new TimeoutException("no event within " + patience);
            }
        }
        clear();
    }

    /** Puts once, and waits for the event. */
    void once() throws Exception {
        long sent = put();
        Arrival arrival = arrival(sent, patience);
        if (arrival == null) {
            throw new TimeoutException("a put without an event within " + patience);
        }
        watches.add(arrival.at - sent);
    }

    private long put() throws Exception {
        byte[] value = Data.value();
        long sent = System.nanoTime();
        ByteBuffer.wrap(value).putLong(sent);
        writer.put(key, value);
        puts.add(System.nanoTime() - sent);
        return sent;
    }

    private @Nullable Arrival arrival(long sent, Duration atMost) throws InterruptedException {
        Arrival next;
        do {
            next = arrivals.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
            failure.check();
        } while (next != null && next.sent != sent);
        return next;
    }

    /** Forgets all times, so that a window can begin. */
    void clear() {
        puts.clear();
        watches.clear();
    }

    @Override
    public void arrived(ByteBuffer value) {
        long now = System.nanoTime();
        if (value.remaining() != Data.VALUE_LENGTH) {
            failed(new IllegalStateException("a value of " + value.remaining() + " bytes"));
        }
        arrivals.add(new Arrival(value.getLong(value.position()), now));
    }

    @Override
    public void failed(Throwable thrown) {
        failure.note(thrown);
    }

    @Override
    public void close() {
        watch.close();
    }
}
