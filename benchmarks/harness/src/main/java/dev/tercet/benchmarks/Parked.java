package dev.tercet.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Watches that stand, each of one key, while those keys are put in turn and each put is waited for at its watch. */
public final class Parked implements Recipe {
    private final Writer writer;
    private final List<Watched> watched = new ArrayList<>();
    private long puts;

    /** Puts a key. */
    public interface Writer {
        /** Puts it and waits for the reply. */
        void put(byte[] key, byte[] value) throws Exception;
    }

    /** Opens a watch. */
    public interface Opener {
        /** A watch of this key from now on, which tells of each event on any thread. */
        BenchClient.Subscription open(byte[] key, Runnable event) throws Exception;
    }

    @SuppressWarnings("ArrayRecordComponent") // Kept in a list, compared never.
    private record Watched(byte[] key, Semaphore events, BenchClient.Subscription watch) {}

    /** Opens the watches. */
    public Parked(Opener opener, Writer writer) throws Exception {
        this.writer = writer;
        for (int i = 0; i < Row.parkedWatches(); i++) {
            byte[] key = ("parked/" + i).getBytes(StandardCharsets.US_ASCII);
            Semaphore events = new Semaphore(0);
            watched.add(new Watched(key, events, opener.open(key, events::release)));
        }
    }

    @Override
    public void once() throws Exception {
        Watched next = watched.get((int) (puts++ % watched.size()));
        writer.put(next.key, Data.value());
        if (!next.events.tryAcquire(20, TimeUnit.SECONDS)) {
            throw new TimeoutException("no event of " + new String(next.key, StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void end() {
        watched.forEach(each -> each.watch.close());
    }
}
