package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * How watches are read, and how they end.
 *
 * @since 0.1
 */
public interface WatchEndContract extends Contract {
    @Test
    default void aLoopEndsWhenTheWatchIsClosed() {
        String key = fresh();
        Watch watch = etcd().watches().open(WatchRequest.of(key));
        Iterator<WatchSignal> signals = watch.iterator();
        assertThat(signals.next()).isInstanceOf(WatchSignal.Started.class);
        etcd().kv().put(key, "v");
        assertThat(signals.next()).isInstanceOf(WatchSignal.Change.class);
        watch.close();
        watch.close();
        assertThat(watch.isOpen()).isFalse();
        assertThat(signals.next()).isEqualTo(new WatchSignal.Ended(null));
        assertThat(signals.hasNext()).isFalse();
        assertThat(watch.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    default void aWatchIsReadInOneWay() {
        Watch heard = etcd().watches().open(WatchRequest.of(fresh()), signal -> {});
        assertThatThrownBy(heard::iterator).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(heard::publisher).isInstanceOf(IllegalStateException.class);
        heard.close();
        Watch read = etcd().watches().open(WatchRequest.of(fresh()));
        assertThat(read.iterator()).isNotNull();
        assertThatThrownBy(read::publisher).isInstanceOf(IllegalStateException.class);
        read.close();
    }

    @Test
    default void aListenerHearsAllInOrderAndMayCallTheClientAndBlock() throws Exception {
        String key = fresh();
        List<String> heard = new CopyOnWriteArrayList<>();
        Watch watch = etcd().watches().open(WatchRequest.of(key), signal -> {
            if (signal instanceof WatchSignal.Change change) {
                // A call from within a callback: on an event loop this would wait for itself.
                String read = etcd().kv().getString(key).orElseThrow();
                heard.add(change.events().get(0).kv().valueText() + (read.isEmpty() ? "?" : ""));
            }
        });
        Within.seconds(10, watch.started());
        for (int i = 0; i < 20; i++) {
            etcd().kv().put(key, "v" + i);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == 20);
        assertThat(heard).first().isEqualTo("v0");
        assertThat(heard).last().isEqualTo("v19");
        watch.close();
        assertThat(Within.seconds(10, watch.ended()).cause()).isEmpty();
    }

    @Test
    default void aListenerThatThrowsEndsItsOwnWatchOnly() throws Exception {
        String key = fresh();
        IllegalStateException fault = new IllegalStateException("the listener's own fault");
        Watch broken = etcd().watches().open(WatchRequest.of(key), signal -> {
            if (signal instanceof WatchSignal.Change) {
                throw fault;
            }
        });
        try (WatchProbe other = new WatchProbe(etcd().watches().open(WatchRequest.of(key))).started()) {
            Within.seconds(10, broken.started());
            etcd().kv().put(key, "1");
            WatchSignal.Ended ended = Within.seconds(10, broken.ended());
            assertThat(ended.cause().orElseThrow().code()).isEqualTo(ErrorCode.CALLER);
            assertThat(ended.cause().orElseThrow()).hasCause(fault);
            assertThat(broken.isOpen()).isFalse();
            etcd().kv().put(key, "2");
            assertThat(other.event().kv().valueText()).isEqualTo("1");
            assertThat(other.event().kv().valueText()).isEqualTo("2");
        }
    }

    @Test
    default void aListenerThatBlocksHoldsUpNobodyElse() throws Exception {
        String key = fresh();
        CountDownLatch release = new CountDownLatch(1);
        Watch stuck = etcd().watches().open(WatchRequest.of(key), signal -> {
            if (signal instanceof WatchSignal.Change) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        try (WatchProbe other = new WatchProbe(etcd().watches().open(WatchRequest.of(key))).started()) {
            Within.seconds(10, stuck.started());
            for (int i = 0; i < 50; i++) {
                etcd().kv().put(key, "v" + i);
            }
            assertThat(other.events(50)).hasSize(50);
        } finally {
            release.countDown();
            stuck.close();
        }
        Within.seconds(10, stuck.ended());
    }

    @Test
    default void aStartThatIsCompactedIsATypedEnd() throws Exception {
        String key = fresh();
        long start = etcd().kv().put(key, "1").revision();
        etcd().kv().put(key, "2");
        long last = etcd().kv().put(key, "3").revision();
        etcd().kv().compact(Compaction.at(last));
        WatchRequest request = WatchRequest.of(key).fromRevision(start);
        assertThat(Expect.endOf(() -> etcd().watches().open(request)))
                .isInstanceOfSatisfying(
                        CompactedException.class,
                        e -> assertThat(e.compactRevision()).isEqualTo(last));
    }

    @Test
    default void aCompactedStartIsListedAnewWhenAskedFor() {
        String prefix = fresh();
        long start = etcd().kv().put(prefix + "b", "1").revision();
        etcd().kv().put(prefix + "a", "2");
        long last = etcd().kv().put(prefix + "b", "3").revision();
        etcd().kv().compact(Compaction.at(last));
        WatchRequest request = WatchRequest.prefix(prefix).fromRevision(start).resyncOnCompaction();
        try (WatchProbe watch = new WatchProbe(etcd().watches().open(request))) {
            WatchSignal.Resync resync = watch.await(WatchSignal.Resync.class);
            assertThat(resync.revision()).isGreaterThanOrEqualTo(last);
            assertThat(resync.kvs()).extracting(KeyValue::valueText).containsExactly("2", "3");
            assertThat(resync.range()).isEqualTo(request.ranges().get(0));
            etcd().kv().put(prefix + "c", "4");
            assertThat(watch.event().kv().valueText()).isEqualTo("4");
        }
    }

    @Test
    default void anInterruptEndsTheWaitAndNotTheWatch() throws Exception {
        String key = fresh();
        try (WatchProbe watch = new WatchProbe(etcd().watches().open(WatchRequest.of(key))).started()) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    watch.watch().poll(Duration.ofSeconds(30));
                    interrupted.complete(false);
                } catch (InterruptedEtcdException e) {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                }
            });
            reader.start();
            await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
            reader.interrupt();
            assertThat(Within.seconds(10, interrupted)).isTrue();
            etcd().kv().put(key, "still there");
            assertThat(watch.event().kv().valueText()).isEqualTo("still there");
        }
    }

    @Test
    default void aSubscriberGetsWhatItAsksForAndCloses() throws Exception {
        String key = fresh();
        Watch watch = etcd().watches().open(WatchRequest.of(key));
        BlockingQueue<WatchSignal> got = new LinkedBlockingQueue<>();
        CompletableFuture<Flow.Subscription> given = new CompletableFuture<>();
        watch.publisher().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                given.complete(subscription);
            }

            @Override
            public void onNext(WatchSignal signal) {
                got.add(signal);
            }

            @Override
            public void onError(Throwable failure) {
                given.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {}
        });
        Flow.Subscription subscription = Within.seconds(10, given);
        subscription.request(2);
        Within.seconds(10, watch.started());
        etcd().kv().put(key, "1");
        etcd().kv().put(key, "2");
        assertThat(got.poll(10, TimeUnit.SECONDS)).isInstanceOf(WatchSignal.Started.class);
        assertThat(got.poll(10, TimeUnit.SECONDS)).isInstanceOf(WatchSignal.Change.class);
        assertThat(got.poll(100, TimeUnit.MILLISECONDS)).as("not asked for").isNull();
        subscription.request(1);
        assertThat(got.poll(10, TimeUnit.SECONDS)).isInstanceOf(WatchSignal.Change.class);
        subscription.cancel();
        assertThat(Within.seconds(10, watch.ended()).cause()).isEmpty();
        assertThat(watch.isOpen()).isFalse();
    }
}
