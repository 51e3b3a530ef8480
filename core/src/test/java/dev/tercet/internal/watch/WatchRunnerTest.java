package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.UnavailableException;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.watch.FakeCalls.FakeStream;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Ended;
import dev.tercet.watch.WatchSignal.Progress;
import dev.tercet.watch.WatchSignal.Resync;
import dev.tercet.watch.WatchSignal.Started;
import java.net.ConnectException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A watch over an engine played by hand: what it asks of the engine, and what comes out. */
class WatchRunnerTest {
    private Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    private static WatchSignal next(Watch watch) {
        return watch.poll(Duration.ZERO).orElseThrow();
    }

    private static Change change(String key, long revision, KeyRange range) {
        return new Change(revision, List.of(Samples.put(key, revision)), range);
    }

    @Test
    void asksForWhatTheRequestSays() {
        WatchRequest request = WatchRequest.prefix("k")
                .fromRevision(7)
                .without(WatchFilter.NO_DELETE)
                .withPrevious()
                .withProgress()
                .withoutFragments()
                .withoutLeader();
        harness.watches().open(request);
        FakeStream stream = harness.calls.last();
        assertThat(stream.create.range()).isEqualTo(KeyRange.prefix("k"));
        assertThat(stream.create.startRevision()).isEqualTo(7);
        assertThat(stream.create.filters()).containsExactly(WatchFilter.NO_DELETE);
        assertThat(stream.create.previous()).isTrue();
        assertThat(stream.create.progress()).isTrue();
        assertThat(stream.create.fragments()).isFalse();
        assertThat(stream.requireLeader).isFalse();
    }

    @Test
    void endsRatherThanLeaveAGapIfAMessageCannotBeTaken() {
        OutOfMemoryError thrown = new OutOfMemoryError("as if");
        List<WatchEvent> tooMuch = new AbstractList<>() {
            @Override
            public WatchEvent get(int index) {
                throw thrown;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, uncaught) -> told.set(uncaught));
        try {
            Watch watch = harness.open("k");
            FakeStream stream = harness.calls.last();
            stream.created(9);
            stream.put("k1", 10);
            stream.events(11, false, tooMuch);
            stream.put("k1", 12);
            assertThat(next(watch)).isEqualTo(new Started(10));
            assertThat(next(watch)).isEqualTo(change("k1", 10, KeyRange.prefix("k")));
            EtcdException cause = ((Ended) next(watch)).causeOrNull();
            assertThat(cause).hasMessageContaining("prefix \"k\"").hasCause(thrown);
            assertThat(cause.code()).isEqualTo(ErrorCode.PROTOCOL);
            assertThat(watch.poll(Duration.ZERO)).isEmpty();
            assertThat(stream.isOpen()).isFalse();
            assertThat(told).hasValue(thrown);
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
    }

    @Test
    void resumesOnTheWheelAfterAPause() {
        Watch watch = harness.open("k");
        harness.calls.last().created(9);
        harness.calls.last().end(Samples.failure(ErrorCode.UNAVAILABLE));
        harness.calls.last().end(Samples.failure(ErrorCode.UNAVAILABLE));
        assertThat(harness.calls.streams).hasSize(2);
        harness.scheduler.advance(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(harness.calls.streams).hasSize(3);
        assertThat(harness.calls.last().create.startRevision()).isEqualTo(10);
        harness.calls.last().created(20);
        assertThat(next(watch)).isEqualTo(new Started(10));
        assertThat(next(watch)).isInstanceOf(WatchSignal.Interrupted.class);
        assertThat(next(watch)).isEqualTo(new WatchSignal.Resumed(10));
    }

    @Test
    void aStreamThatWasGivenUpIsNotHeard() {
        Watch watch = harness.open("k");
        FakeStream old = harness.calls.last();
        old.created(9);
        old.canceled(0, "etcdserver: no leader");
        assertThat(old.cancelled).isTrue();
        harness.calls.last().created(9);
        old.put("k1", 10);
        old.end(Samples.failure(ErrorCode.UNAVAILABLE));
        harness.calls.last().put("k2", 10);
        watch.poll(Duration.ZERO);
        watch.poll(Duration.ZERO);
        watch.poll(Duration.ZERO);
        assertThat(next(watch)).isEqualTo(change("k2", 10, KeyRange.prefix("k")));
        assertThat(harness.calls.streams).hasSize(2);
    }

    @Test
    void aRefusedTokenIsReportedAndTriedAgain() {
        harness.calls.tokenRenewable = true;
        Watch watch = harness.open("k");
        FakeStream first = harness.calls.last();
        first.canceled(0, "rpc error: code = InvalidArgument desc = etcdserver: revision of auth store is old");
        assertThat(first.rejections).isEqualTo(1);
        harness.calls.last().created(9);
        assertThat(next(watch)).isEqualTo(new Started(10));
    }

    @Test
    void aNamespaceIsPutOnAndTakenOff() {
        harness = new Harness(new Namespace(Bytes.of("ns/")));
        Watch watch = harness.watches().open(WatchRequest.prefix("k").resyncOnCompaction());
        FakeStream stream = harness.calls.last();
        assertThat(stream.create.range()).isEqualTo(KeyRange.prefix("ns/k"));
        stream.created(9);
        stream.put("ns/k1", 10);
        stream.canceled(50, "");
        assertThat(harness.calls.reads.get(0).get.range()).isEqualTo(KeyRange.prefix("ns/k"));
        harness.calls
                .reads
                .get(0)
                .answer(new GetResult(Samples.header(60), List.of(Samples.kv("ns/k2", 55)), false, 1));
        assertThat(next(watch)).isEqualTo(new Started(10));
        assertThat(next(watch)).isEqualTo(change("k1", 10, KeyRange.prefix("k")));
        assertThat(next(watch)).isEqualTo(new Resync(60, List.of(Samples.kv("k2", 55)), KeyRange.prefix("k")));
        assertThat(harness.calls.last().create.startRevision()).isEqualTo(61);
    }

    @Test
    void compactionEndsItWithATypedCause() {
        Watch watch = harness.watches().open(WatchRequest.prefix("k").fromRevision(5));
        harness.calls.last().created(100);
        harness.calls.last().put("k1", 6);
        harness.calls.last().canceled(50, "");
        assertThat(watch.isOpen()).isFalse();
        List<WatchSignal> all = new ArrayList<>();
        watch.forEach(all::add);
        assertThat(all).hasSize(3).startsWith(new Started(5));
        assertThat(((Ended) all.get(2)).cause())
                .get()
                .isInstanceOfSatisfying(
                        CompactedException.class,
                        e -> assertThat(e.compactRevision()).isEqualTo(50));
        assertThat(watch.poll(Duration.ZERO)).isEmpty();
        assertThat(watch.ended().join()).isEqualTo(all.get(2));
    }

    @Test
    void aSlowConsumersMemoryIsBoundedAndNothingIsLost() {
        Watch watch = harness.watches().open(WatchRequest.prefix("k").withBuffer(2000));
        harness.calls.last().created(0);
        long revision = 0;
        while (harness.calls.last().isOpen()) {
            harness.calls.last().put("k1", ++revision);
            assertThat(revision).isLessThan(100);
        }
        assertThat(next(watch)).isEqualTo(new Started(1));
        int taken = 0;
        while (harness.calls.streams.size() == 1) {
            assertThat(next(watch)).isEqualTo(change("k1", ++taken, KeyRange.prefix("k")));
        }
        assertThat(taken).isBetween((int) revision / 3, (int) revision * 2 / 3);
        assertThat(harness.calls.last().create.startRevision()).isEqualTo(revision + 1);
        harness.calls.last().created(500);
        while (taken < revision) {
            assertThat(next(watch)).isEqualTo(change("k1", ++taken, KeyRange.prefix("k")));
        }
        assertThat(watch.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void severalRangesAreOneStory() {
        Watch watch = harness.watches().open(WatchRequest.prefix("a").and(KeyRange.of("b")));
        FakeStream a = harness.calls.streams.get(0);
        FakeStream b = harness.calls.streams.get(1);
        if (b.create.range().equals(KeyRange.prefix("a"))) {
            FakeStream swap = a;
            a = b;
            b = swap;
        }
        a.created(9);
        a.put("a1", 10);
        assertThat(watch.poll(Duration.ZERO)).isEmpty();
        b.created(12);
        b.put("b", 13);
        assertThat(next(watch)).isEqualTo(new Started(13));
        assertThat(next(watch)).isEqualTo(change("a1", 10, KeyRange.prefix("a")));
        assertThat(next(watch)).isEqualTo(change("b", 13, KeyRange.of("b")));
    }

    @Test
    void rangesThatTwoClustersAnswerAreNoStory() {
        Watch watch = harness.watches().open(WatchRequest.prefix("a").and(KeyRange.of("b")));
        harness.calls.streams.get(0).created(9);
        harness.calls.streams.get(1).createdBy(Samples.header(0).clusterId() + 1, 12);
        assertThat(watch.ended().join().cause()).get().isInstanceOf(ProtocolException.class);
        assertThat(harness.calls.streams).allMatch(stream -> stream.cancelled);
    }

    @Test
    void rangesComeAndGoOnALiveWatch() {
        Watch watch = harness.open("a");
        harness.calls.last().created(9);
        CompletableFuture<Long> added = watch.add(KeyRange.of("b"), 3);
        FakeStream b = harness.calls.last();
        assertThat(b.create.startRevision()).isEqualTo(3);
        b.created(20);
        assertThat(added).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(3L);
        b.put("b", 3);
        assertThatThrownBy(() -> watch.add(KeyRange.of("b"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> watch.add(KeyRange.of("c"), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThat(watch.remove(KeyRange.of("b"))).isTrue();
        assertThat(watch.remove(KeyRange.of("b"))).isFalse();
        assertThat(b.cancelled).isTrue();
        assertThat(next(watch)).isEqualTo(new Started(10));
        assertThat(next(watch)).isEqualTo(change("b", 3, KeyRange.of("b")));
        assertThat(watch.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void progressIsAskedForOnceConnected() {
        Watch watch = harness.open("a");
        watch.requestProgress();
        assertThat(harness.calls.last().progressRequests).isZero();
        harness.calls.last().created(9);
        assertThat(harness.calls.last().progressRequests).isEqualTo(1);
        harness.calls.last().mark(9, true);
        next(watch);
        assertThat(next(watch)).isEqualTo(new Progress(9));
    }

    @Test
    void closingCancelsAtTheServerAndLeavesNothing() {
        Watch watch = harness.open("a");
        harness.calls.last().created(9);
        harness.calls.last().put("a", 10);
        watch.close();
        watch.close();
        assertThat(harness.calls.last().cancelled).isTrue();
        assertThat(harness.calls.closeTasks()).isZero();
        assertThat(watch.isOpen()).isFalse();
        assertThat(next(watch)).isEqualTo(new Ended(null));
        assertThat(watch.poll(Duration.ZERO)).isEmpty();
        assertThat(watch.add(KeyRange.of("b"))).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void closingBetweenTwoAttemptsCallsOffThePause() {
        Watch watch = harness.open("a");
        harness.calls.last().end(null);
        harness.calls.last().end(null);
        assertThat(harness.scheduler.waiting()).isEqualTo(1);
        watch.close();
        assertThat(harness.scheduler.waiting()).isZero();
        assertThat(watch.started()).isCompletedExceptionally();
    }

    @Test
    void theClientsCloseEndsItEvenWhenParked() {
        Watch watch = harness.watches().open(WatchRequest.prefix("k").withBuffer(1));
        harness.calls.last().created(0);
        assertThat(harness.calls.last().cancelled).isTrue();
        harness.calls.close();
        assertThat(watch.ended().join().cause()).get().isInstanceOf(ClientClosedException.class);
    }

    @Test
    void anEndBeforeTheStartFailsIt() {
        Watch watch = harness.open("a");
        harness.calls.last().canceled(0, "mvcc: watcher range is empty");
        assertThat(watch.started()).isCompletedExceptionally();
        assertThatThrownBy(() -> watch.started().join())
                .hasRootCauseMessage("watch prefix \"a\": the server cancelled it: mvcc: watcher range is empty");
        assertThat(next(watch)).isInstanceOf(Ended.class);
    }

    @Test
    void openingBlocksUntilTheServerHasIt() {
        CompletableFuture<Watch> opened = CompletableFuture.supplyAsync(
                () -> harness.blocking(Duration.ofSeconds(20)).open(WatchRequest.of("a")));
        await().until(() -> !harness.calls.streams.isEmpty());
        assertThat(opened).isNotDone();
        harness.calls.last().created(9);
        assertThat(opened).succeedsWithin(Duration.ofSeconds(10));
        assertThat(opened.join().poll(Duration.ZERO)).isEqualTo(Optional.of(new Started(10)));
    }

    @Test
    void openingAtADeadServerIsUnavailableInOneSentence() {
        String endpoint = "http://127.0.0.1:1";
        EtcdException refused = new UnavailableException(new EtcdException.Details(
                ErrorCode.UNAVAILABLE,
                Outcome.NOT_APPLIED,
                "watch \"a\" at " + endpoint + ": Connection refused",
                "Watch",
                endpoint,
                new ConnectException("Connection refused")));
        CompletableFuture<Watch> opened = CompletableFuture.supplyAsync(
                () -> harness.blocking(Duration.ofSeconds(1)).open(WatchRequest.of("a")));
        await().until(() -> !harness.calls.streams.isEmpty());
        harness.calls.last().end(refused);
        assertThat(opened)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnavailableException.class)
                .havingCause()
                .withMessage("watch \"a\" at " + endpoint + ": not confirmed within 1 s: Connection refused")
                .withCause(refused);
    }

    @Test
    void openingInVainEndsInTimeAndSaysWhatStoodInTheWay() {
        CompletableFuture<Watch> opened = CompletableFuture.supplyAsync(
                () -> harness.blocking(Duration.ofMillis(300)).open(WatchRequest.of("a")));
        await().until(() -> !harness.calls.streams.isEmpty());
        harness.calls.last().canceled(0, "etcdserver: no leader");
        assertThat(opened)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(EtcdTimeoutException.class)
                .havingCause()
                .withMessage(
                        "watch \"a\": not confirmed within 300 ms: the server cancelled it: etcdserver: no leader");
        assertThat(harness.calls.last().cancelled).isTrue();
        assertThat(harness.calls.closeTasks()).isZero();
    }

    @Test
    void anInterruptedOpeningClosesTheWatch() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread opener = new Thread(() -> {
            try {
                harness.blocking(Duration.ofSeconds(20)).open(WatchRequest.of("a"));
            } catch (InterruptedEtcdException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : null);
            }
        });
        opener.start();
        await().until(() -> !harness.calls.streams.isEmpty());
        opener.interrupt();
        opener.join(10_000);
        assertThat(thrown.get()).isInstanceOf(InterruptedEtcdException.class);
        assertThat(harness.calls.last().cancelled).isTrue();
    }

    @Test
    void tenThousandWatchesNeedNoThreads() {
        int before = Thread.activeCount();
        List<Watch> watches = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            watches.add(harness.open("k" + i));
            harness.calls.last().created(9);
        }
        assertThat(Thread.activeCount()).isLessThan(before + 10);
        watches.forEach(watch -> assertThat(next(watch)).isEqualTo(new Started(10)));
        harness.calls.close();
        watches.forEach(watch -> assertThat(watch.isOpen()).isFalse());
    }
}
