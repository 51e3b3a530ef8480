package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.internal.client.BlockingWatches;
import dev.tercet.internal.client.EngineWatches;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Ended;
import dev.tercet.watch.WatchSignal.Started;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The three ways to take a watch's signals. */
class WatchConsumersTest {
    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    private static List<Long> revisions(List<WatchSignal> signals) {
        return signals.stream()
                .filter(Change.class::isInstance)
                .map(signal -> ((Change) signal).revision())
                .toList();
    }

    @Test
    void aLoopBlocksForTheNextAndEndsAfterTheEnd() {
        Watch watch = harness.open("k");
        List<WatchSignal> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> loop = CompletableFuture.runAsync(() -> watch.forEach(seen::add));
        harness.calls.last().created(9);
        await().until(() -> seen.size() == 1);
        harness.calls.last().put("k1", 10);
        await().until(() -> seen.size() == 2);
        harness.calls.last().end(Samples.failure(ErrorCode.PERMISSION_DENIED));
        assertThat(loop).succeedsWithin(Duration.ofSeconds(10));
        assertThat(seen).hasSize(3);
        assertThat(((Ended) seen.get(2)).cause()).isPresent();
    }

    @Test
    void anInterruptedLoopThrowsWithTheFlagSetAndTheWatchStaysOpen() throws InterruptedException {
        Watch watch = harness.open("k");
        harness.calls.last().created(9);
        Iterator<WatchSignal> signals = watch.iterator();
        signals.next();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            try {
                thrown.set(new AssertionError("there was a signal: " + signals.hasNext()));
            } catch (InterruptedEtcdException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        reader.start();
        reader.interrupt();
        reader.join(10_000);
        assertThat(thrown.get()).isInstanceOf(InterruptedEtcdException.class);
        assertThat(flag).isTrue();
        assertThat(watch.isOpen()).isTrue();
        harness.calls.last().put("k1", 10);
        assertThat(signals.next()).isInstanceOf(Change.class);
    }

    @Test
    void aWatchHasOneConsumer() {
        Watch looped = harness.open("k");
        looped.poll(Duration.ZERO);
        assertThat(looped.iterator()).isNotNull();
        assertThatThrownBy(looped::publisher).isInstanceOf(IllegalStateException.class);

        Watch heard = harness.open("k", signal -> {});
        assertThatThrownBy(heard::publisher).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(heard::iterator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("listener");

        Watch published = harness.open("k");
        assertThat(published.publisher()).isSameAs(published.publisher());
        assertThatThrownBy(() -> published.poll(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aListenerHearsEverythingInOrder() {
        List<WatchSignal> heard = new CopyOnWriteArrayList<>();
        Watch watch = harness.open("k", heard::add);
        harness.calls.last().created(0);
        for (long revision = 1; revision <= 1000; revision++) {
            harness.calls.last().put("k1", revision);
        }
        await().until(() -> heard.size() == 1001);
        assertThat(revisions(heard)).isSorted().hasSize(1000).doesNotHaveDuplicates();
        watch.close();
        await().until(() -> heard.size() == 1002);
        assertThat(heard.get(1001)).isEqualTo(new Ended(null));
    }

    @Test
    void aListenerThatThrowsEndsItsOwnWatchOnly() {
        List<WatchSignal> heard = new CopyOnWriteArrayList<>();
        RuntimeException failure = new IllegalStateException("no");
        Watch failing = harness.open("k", signal -> {
            heard.add(signal);
            if (signal instanceof Change) {
                throw failure;
            }
        });
        FakeCalls.FakeStream stream = harness.calls.last();
        List<WatchSignal> others = new CopyOnWriteArrayList<>();
        Watch fine = harness.open("k", others::add);
        FakeCalls.FakeStream other = harness.calls.last();
        stream.created(9);
        other.created(9);
        stream.put("k1", 10);
        stream.put("k2", 11);
        assertThat(failing.ended()).succeedsWithin(Duration.ofSeconds(10)).satisfies(end -> {
            assertThat(end.causeOrNull()).hasCause(failure);
            assertThat(end.cause().orElseThrow().code()).isEqualTo(ErrorCode.CALLER);
        });
        await().until(() -> stream.cancelled);
        assertThat(failing.isOpen()).isFalse();
        other.put("k1", 10);
        await().until(() -> others.size() == 2);
        assertThat(fine.isOpen()).isTrue();
        assertThat(heard).hasSize(2);
    }

    @Test
    void aListenerMayBlockAndOpenAnotherWatch() {
        ExecutorService single = Executors.newSingleThreadExecutor();
        BlockingWatches watches = new BlockingWatches(harness.view(single), new Parcels());
        CompletableFuture<Watch> second = new CompletableFuture<>();
        Watch first = harness.watches().open(WatchRequest.of("unused"));
        FakeCalls.FakeStream unused = harness.calls.last();
        CompletableFuture<Watch> opened =
                CompletableFuture.supplyAsync(() -> watches.open(WatchRequest.of("a"), signal -> {
                    if (signal instanceof Started) {
                        second.complete(watches.open(WatchRequest.of("b")));
                    }
                }));
        await().until(() -> harness.calls.streams.size() == 2);
        harness.calls.last().created(1);
        await().until(() -> harness.calls.streams.size() == 3);
        harness.calls.last().created(1);
        assertThat(second).succeedsWithin(Duration.ofSeconds(10));
        assertThat(opened).succeedsWithin(Duration.ofSeconds(10));
        assertThat(unused.isOpen()).isTrue();
        assertThat(first.isOpen()).isTrue();
        single.shutdownNow();
    }

    @Test
    void aListenerThatBlocksHoldsUpNobodyElse() {
        CountDownLatch gate = new CountDownLatch(1);
        harness.open("k", signal -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        harness.calls.last().created(9);
        List<WatchSignal> others = new CopyOnWriteArrayList<>();
        harness.open("k", others::add);
        harness.calls.last().created(9);
        await().until(() -> others.size() == 1);
        gate.countDown();
    }

    @Test
    void aListenerMayCloseItsWatch() {
        List<WatchSignal> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<Watch> self = new CompletableFuture<>();
        self.complete(harness.open("k", signal -> {
            heard.add(signal);
            self.join().close();
        }));
        harness.calls.last().created(9);
        harness.calls.last().put("k1", 10);
        await().until(() -> heard.contains(new Ended(null)));
        assertThat(heard.get(0)).isEqualTo(new Started(10));
    }

    @Test
    void aSubscriberGetsWhatItAskedForThenTheEndThenCompletion() {
        Watch watch = harness.open("k");
        List<Object> told = new CopyOnWriteArrayList<>();
        CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        watch.publisher().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription.complete(given);
                given.request(1);
            }

            @Override
            public void onNext(WatchSignal signal) {
                told.add(signal);
            }

            @Override
            public void onError(Throwable failure) {
                told.add(failure);
            }

            @Override
            public void onComplete() {
                told.add("complete");
            }
        });
        harness.calls.last().created(9);
        harness.calls.last().put("k1", 10);
        await().until(() -> told.size() == 1);
        subscription.join().request(1);
        await().until(() -> told.size() == 2);
        harness.calls.last().end(Samples.failure(ErrorCode.PERMISSION_DENIED));
        subscription.join().request(1);
        await().until(() -> told.size() == 4);
        assertThat(told.get(2)).isInstanceOf(Ended.class);
        assertThat(told.get(3)).isEqualTo("complete");
    }

    @Test
    void aListenerIsToldAlsoWhatTheExecutorHadNoRoomFor() {
        AtomicBoolean full = new AtomicBoolean();
        Executor executor = task -> {
            if (full.get()) {
                throw new RejectedExecutionException("full");
            }
            harness.callbacks.execute(task);
        };
        List<WatchSignal> seen = new CopyOnWriteArrayList<>();
        new EngineWatches(harness.view(executor), new Parcels()).open(WatchRequest.prefix("k"), seen::add);
        harness.calls.last().created(9);
        await().until(() -> seen.size() == 1);
        full.set(true);
        harness.calls.last().put("k1", 10);
        await().until(() -> seen.size() == 2);
        full.set(false);
        harness.calls.last().put("k1", 11);
        await().until(() -> seen.size() == 3);

        assertThat(revisions(seen)).containsExactly(10L, 11L);
    }
}
