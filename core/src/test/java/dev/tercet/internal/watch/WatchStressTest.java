package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.internal.watch.FakeCalls.FakeStream;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that breaks and a buffer that keeps running full, with a consumer on another thread. */
class WatchStressTest {
    private static final long LAST = 50_000;

    private final Harness harness = new Harness();
    private final AtomicBoolean done = new AtomicBoolean();

    @AfterEach
    void close() {
        done.set(true);
        harness.close();
    }

    private static WatchRequest request() {
        return WatchRequest.of("k").fromRevision(1).withBuffer(3000);
    }

    // The common pool may have one thread only, and from JDK 25 on is used all the same.
    private static CompletableFuture<Void> onItsThread(Runnable task) {
        return CompletableFuture.runAsync(task, it -> new Thread(it, "watch-stress").start());
    }

    /** Plays the server until the consumer has everything. */
    private CompletableFuture<Void> serve(long seed) {
        return onItsThread(() -> {
            Random random = new Random(seed);
            FakeStream current = null;
            long next = 0;
            while (!done.get()) {
                FakeStream stream = harness.calls.last();
                if (stream != current) {
                    current = stream;
                    next = stream.create.startRevision();
                    stream.created(LAST);
                } else if (!stream.isOpen()) {
                    harness.scheduler.advance(100_000_000);
                    Thread.onSpinWait();
                } else if (next <= LAST) {
                    stream.put("k", next++);
                    if (random.nextInt(300) == 0) {
                        stream.end(Samples.failure(ErrorCode.UNAVAILABLE));
                    }
                }
            }
        });
    }

    /** Checks the order, and that it is the last. */
    private static boolean isLast(AtomicLong reached, WatchSignal signal) {
        if (signal instanceof Change change) {
            assertThat(change.revision()).isEqualTo(reached.incrementAndGet());
            return change.revision() == LAST;
        }
        return false;
    }

    @Test
    void aLoopGetsEverything() {
        Watch watch = harness.watches().open(request());
        CompletableFuture<Void> server = serve(1);
        AtomicLong reached = new AtomicLong();
        CompletableFuture<Void> loop = onItsThread(() -> {
            for (WatchSignal signal : watch) {
                if (isLast(reached, signal)) {
                    return;
                }
            }
        });
        assertThat(loop).succeedsWithin(Duration.ofSeconds(60));
        done.set(true);
        assertThat(server).succeedsWithin(Duration.ofSeconds(10));
        assertThat(harness.calls.streams).hasSizeGreaterThan(100);
    }

    @Test
    void aListenerGetsEverything() {
        CompletableFuture<Void> all = new CompletableFuture<>();
        AtomicLong reached = new AtomicLong();
        Consumer<WatchSignal> listener = signal -> {
            if (isLast(reached, signal)) {
                all.complete(null);
            }
        };
        Watch watch = harness.watches().open(request(), listener);
        CompletableFuture<Void> server = serve(2);
        CompletableFuture<Object> either = CompletableFuture.anyOf(all, watch.ended());
        assertThat(either).succeedsWithin(Duration.ofSeconds(60)).isNull();
        done.set(true);
        assertThat(server).succeedsWithin(Duration.ofSeconds(10));
    }
}
