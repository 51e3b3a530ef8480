package dev.tercet.recipes.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.cache.CacheUpdate.Kind;
import dev.tercet.recipes.error.CacheFullException;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EtcdTest
class CacheTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void readsWhatThereWasAndWhatComes(EtcdClient etcd) {
        etcd.kv().put("a/1", "one");
        etcd.kv().put("b", "elsewhere");
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            CacheSnapshot first = cache.awaitSynced(SOON);
            assertThat(first.getString("a/1")).contains("one");
            assertThat(first.size()).isEqualTo(1);
            await().untilAsserted(() -> assertThat(cache.state()).isEqualTo(new CacheState.Live()));

            long revision = etcd.kv().put("a/2", "two").revision();
            CacheSnapshot second = cache.awaitRevision(revision, SOON);
            assertThat(second.revision()).isEqualTo(revision);
            assertThat(second.stream().map(KeyValue::keyText)).containsExactly("a/1", "a/2");
            assertThat(first.containsKey("a/2")).isFalse();
            assertThat(cache.prefix("a/2")).extracting(KeyValue::valueText).containsExactly("two");
            assertThat(cache.range(KeyRange.between("a/0", "a/2")))
                    .extracting(KeyValue::keyText)
                    .containsExactly("a/1");
            assertThatThrownBy(() -> cache.get("b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("prefix \"a/\"");
        }
    }

    @Test
    void bytesAreThoseOfKeysAndValuesAndASumForEach(EtcdClient etcd) {
        etcd.kv().put("a/1", "12345");
        etcd.kv().put("a/2", "");
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            assertThat(cache.awaitSynced(SOON).bytes()).isEqualTo(3 + 5 + 3 + 2 * CacheContent.ENTRY_OVERHEAD);
        }
    }

    @Test
    void aRangeOfManyPagesIsOfOneRevision(EtcdClient etcd) {
        IntStream.range(0, 2500).forEach(i -> etcd.kv().put(String.format("a/%05d", i), "v"));
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            assertThat(cache.awaitSynced(SOON).size()).isEqualTo(2500);
            assertThat(cache.revision())
                    .isEqualTo(etcd.kv().get("a/02499").orElseThrow().modRevision());
        }
    }

    @Test
    void catchingUpSeesWhatWasWrittenBefore(EtcdClient etcd, Faults faults) {
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            cache.awaitSynced(SOON);
            for (int i = 0; i < 20; i++) {
                etcd.kv().put("a/k", "v" + i);
                assertThat(cache.catchUp(SOON).getString("a/k")).contains("v" + i);
            }
            // What is elsewhere brings the range no event, but the copy is good for it all the same.
            long elsewhere = etcd.kv().put("b", "v").revision();
            assertThat(cache.catchUp(SOON).revision()).isGreaterThanOrEqualTo(elsewhere);

            faults.holdWatches();
            etcd.kv().put("a/k", "held");
            CompletableFuture<CacheSnapshot> caughtUp = cache.catchUpAsync(SOON);
            assertThatThrownBy(() -> cache.catchUp(Duration.ofMillis(700)))
                    .isInstanceOf(EtcdTimeoutException.class)
                    .hasMessageContaining("a/");
            assertThat(caughtUp).isNotDone();
            faults.releaseWatches();
            assertThat(caughtUp.join().getString("a/k")).contains("held");
        }
    }

    @Test
    void whatCameAndWentIsCaughtUpWithAsSuch(EtcdClient etcd, Faults faults) {
        etcd.kv().put("a/k", "v");
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            cache.awaitSynced(SOON);
            faults.holdWatches();
            etcd.kv().put("a/gone", "v");
            long gone = etcd.kv().delete("a/gone").revision();
            CacheSnapshot now = cache.catchUp(SOON);
            assertThat(now.stream().map(KeyValue::keyText)).containsExactly("a/k");
            assertThat(now.revision()).isGreaterThanOrEqualTo(gone);
            faults.releaseWatches();
            assertThat(cache.awaitRevision(gone, SOON).stream().toList())
                    .isEqualTo(now.stream().toList());
        }
    }

    @Test
    void aRevisionElsewhereIsWaitedForToo(EtcdClient etcd) {
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            long now = cache.awaitSynced(SOON).revision();
            CompletableFuture<CacheSnapshot> later = cache.awaitRevisionAsync(now + 3, SOON);
            etcd.kv().put("b", "1");
            etcd.kv().put("b", "2");
            assertThat(later).isNotDone();
            etcd.kv().put("b", "3");
            assertThat(later.join().revision()).isGreaterThanOrEqualTo(now + 3);
            CompletableFuture<CacheSnapshot> cancelled = cache.awaitRevisionAsync(now + 1000, SOON);
            assertThat(cancelled.cancel(true)).isTrue();
        }
    }

    @Test
    void aTransactionIsSeenWholeOrNotAtAll(EtcdClient etcd) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(100);
        CacheListener listener = update -> {
            assertThat(update.events()).hasSize(update.kind() == Kind.INITIAL ? 0 : 2);
            assertThat(update.content().getString("a/x"))
                    .isEqualTo(update.content().getString("a/y"));
            if (update.kind() == Kind.REVISION) {
                told.countDown();
            }
        };
        try (Cache cache = Recipes.of(etcd).openCache(CacheRequest.prefix("a/").withListener(listener))) {
            cache.awaitSynced(SOON);
            for (int i = 0; i < 100; i++) {
                etcd.kv().txn(Txn.all(Put.of("a/x", "" + i), Put.of("a/y", "" + i)));
                CacheSnapshot now = cache.snapshot();
                assertThat(now.getString("a/x")).isEqualTo(now.getString("a/y"));
            }
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatWasCompactedMeanwhileComesAsTheDifference(EtcdClient etcd, Faults faults) {
        etcd.kv().put("a/kept", "v");
        etcd.kv().put("a/changed", "v");
        etcd.kv().put("a/deleted", "v");
        Recorder recorder = new Recorder();
        try (Cache cache = Recipes.of(etcd).openCache(CacheRequest.prefix("a/").withListener(recorder))) {
            cache.awaitSynced(SOON);
            faults.holdWatches();
            etcd.kv().put("a/changed", "w");
            etcd.kv().delete("a/deleted");
            etcd.kv().put("a/new", "v");
            etcd.kv().put("a/passing", "v");
            etcd.kv().delete("a/passing");
            faults.compactUnderWatches();
            CacheSnapshot now = cache.catchUp(SOON);
            assertThat(now.stream().map(KeyValue::keyText)).containsExactly("a/changed", "a/kept", "a/new");
            await().untilAsserted(() -> assertThat(recorder.updates()).hasSize(2));
            CacheUpdate difference = recorder.updates().get(1);
            assertThat(difference.kind()).isEqualTo(Kind.DIFFERENCE);
            assertThat(difference.events())
                    .extracting(event -> event.keyText() + (event.isCreate() ? "+" : event.isDelete() ? "-" : "~"))
                    .containsExactly("a/changed~", "a/deleted-", "a/new+");
            assertThat(difference.events().get(0).before())
                    .map(KeyValue::valueText)
                    .contains("v");
            assertThat(recorder.replay()).isEqualTo(now.stream().toList());
        }
    }

    @Test
    void saysWhenItIsBehindAndGoesOn(EtcdClient etcd, Faults faults) {
        Recorder recorder = new Recorder();
        try (Cache cache = Recipes.of(etcd).openCache(CacheRequest.prefix("a/").withListener(recorder))) {
            cache.awaitSynced(SOON);
            await().untilAsserted(() -> assertThat(cache.state()).isEqualTo(new CacheState.Live()));
            LiveFault down = faults.add(Fault.unavailable());
            faults.breakConnections();
            await().untilAsserted(() -> assertThat(cache.state()).isInstanceOf(CacheState.Behind.class));
            assertThat(((CacheState.Behind) cache.state()).duration()).isPositive();
            assertThat(cache.size()).isZero();
            down.close();
            etcd.kv().put("a/k", "v");
            assertThat(cache.catchUp(SOON).getString("a/k")).contains("v");
            await().untilAsserted(() -> assertThat(cache.state()).isEqualTo(new CacheState.Live()));
            await().untilAsserted(() -> assertThat(recorder.states())
                    .extracting(state -> state.getClass().getSimpleName())
                    .containsSubsequence("Live", "Behind", "Live"));
        }
    }

    @Test
    void beforeItIsSyncedThereIsNothingToRead(EmbeddedEtcd server, Faults faults) {
        LiveFault down = faults.add(Fault.unavailable());
        try (EtcdClient etcd =
                        server.clientBuilder().timeout(Duration.ofMillis(200)).build();
                Cache cache = Recipes.of(etcd).openCache("a/")) {
            assertThatThrownBy(() -> cache.get("a/k"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("never synced");
            assertThatThrownBy(() -> cache.awaitSynced(Duration.ofMillis(300)))
                    .isInstanceOf(EtcdTimeoutException.class);
            await().untilAsserted(() ->
                    assertThat(((CacheState.Syncing) cache.state()).failure()).containsInstanceOf(EtcdException.class));
            down.close();
            assertThat(cache.awaitSynced(SOON).size()).isZero();
        }
    }

    @Test
    void closingEndsWhoWaitsAndKeepsWhatThereWas(EtcdClient etcd) {
        etcd.kv().put("a/k", "v");
        Recorder recorder = new Recorder();
        Cache cache = Recipes.of(etcd).openCache(CacheRequest.prefix("a/").withListener(recorder));
        cache.awaitSynced(SOON);
        CompletableFuture<CacheSnapshot> waiting = cache.awaitRevisionAsync(1_000_000, SOON);
        cache.close();
        cache.close();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> cache.catchUp(SOON)).isInstanceOf(ClientClosedException.class);
        assertThat(cache.getString("a/k")).contains("v");
        assertThat(cache.synced().join().size()).isEqualTo(1);
        assertThat(cache.state()).isEqualTo(new CacheState.Ended(null));
        await().untilAsserted(() -> assertThat(recorder.states()).endsWith(new CacheState.Ended(null)));
        Recorder late = new Recorder();
        cache.listen(late);
        await().untilAsserted(() -> assertThat(late.states()).containsExactly(new CacheState.Ended(null)));
        assertThat(late.updates()).hasSize(1);
    }

    @Test
    void aClosedClientEndsIt(EmbeddedEtcd server) {
        Cache cache;
        try (EtcdClient etcd = server.client()) {
            cache = Recipes.of(etcd).openCache("a/");
            cache.awaitSynced(SOON);
        }
        await().untilAsserted(() -> assertThat(cache.state())
                .isInstanceOfSatisfying(
                        CacheState.Ended.class,
                        ended -> assertThat(ended.cause()).containsInstanceOf(ClientClosedException.class)));
        assertThatThrownBy(() -> cache.catchUp(SOON)).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void onAClosedClientItHasEnded(EmbeddedEtcd server) {
        EtcdClient etcd = server.client();
        etcd.close();
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            assertThatThrownBy(() -> cache.awaitSynced(SOON)).isInstanceOf(ClientClosedException.class);
            assertThat(cache.state()).isInstanceOf(CacheState.Ended.class);
        }
    }

    @Test
    void whoNoLongerWantsToWaitIsForgotten(EtcdClient etcd) {
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            cache.awaitSynced(SOON);
            CompletableFuture<CacheSnapshot> waiting = cache.awaitRevisionAsync(1_000_000, SOON);
            assertThat(waiting.cancel(true)).isTrue();
            CompletableFuture<CacheSnapshot> catching = cache.catchUpAsync(SOON);
            catching.cancel(true);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> cache.awaitRevision(1_000_000, SOON)).isInstanceOf(InterruptedEtcdException.class);
            assertThat(Thread.interrupted()).isTrue();
            etcd.kv().put("a/k", "v");
            assertThat(cache.catchUp(SOON).size()).isEqualTo(1);
        }
    }

    @Test
    void aLimitEndsItAndKeepsWhatWasWithinIt(EtcdClient etcd) {
        etcd.kv().put("a/1", "v");
        etcd.kv().put("a/2", "v");
        Recipes recipes = Recipes.of(etcd);
        CacheRequest two = CacheRequest.prefix("a/").withMaxEntries(2);
        try (Cache cache = recipes.openCache(two);
                Cache small = recipes.openCache(CacheRequest.prefix("a/").withMaxBytes(400))) {
            cache.awaitSynced(SOON);
            small.awaitSynced(SOON);
            etcd.kv().put("a/3", "v");
            for (Cache full : List.of(cache, small)) {
                assertThatThrownBy(() -> full.awaitRevision(1_000_000, SOON)).isInstanceOf(CacheFullException.class);
                assertThat(full.size()).isEqualTo(2);
            }
        }
        try (Cache cache = recipes.openCache(two)) {
            assertThatThrownBy(() -> cache.awaitSynced(SOON))
                    .isInstanceOfSatisfying(
                            CacheFullException.class,
                            full -> assertThat(full.entries()).isEqualTo(3));
        }
        try (Cache cache = recipes.openCache(CacheRequest.prefix("a/").withMaxBytes(200))) {
            assertThatThrownBy(() -> cache.awaitSynced(SOON)).isInstanceOf(CacheFullException.class);
        }
    }

    @Test
    void aListenerThatThrowsIsAlone(EtcdClient etcd) {
        Recorder recorder = new Recorder();
        try (Cache cache = Recipes.of(etcd).openCache(CacheRequest.prefix("a/").withListener(recorder))) {
            cache.awaitSynced(SOON);
            Cache.Listening bad = cache.listenToChanges(update -> {
                throw new IllegalStateException("on purpose");
            });
            Recorder changes = new Recorder();
            Cache.Listening good = cache.listenToChanges(changes);
            etcd.kv().put("a/1", "v");
            etcd.kv().put("a/2", "v");
            await().untilAsserted(() -> assertThat(changes.updates()).hasSize(2));
            await().untilAsserted(() -> assertThat(recorder.updates()).hasSize(3));
            await().untilAsserted(() -> assertThat(bad.isOpen()).isFalse());
            good.close();
            good.close();
            assertThat(good.isOpen()).isFalse();
            etcd.kv().put("a/3", "v");
            await().untilAsserted(() -> assertThat(recorder.updates()).hasSize(4));
            assertThat(changes.updates()).hasSize(2);
        }
    }

    @Test
    void aSlowListenerIsToldTheDifference(EtcdClient etcd) throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Recorder recorder = new Recorder();
        CacheListener slow = update -> {
            recorder.updated(update);
            entered.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (Cache cache = Recipes.of(etcd).openCache(CacheRequest.prefix("a/").withListener(slow))) {
            cache.awaitSynced(SOON);
            entered.await();
            long revision = 0;
            for (int i = 0; i < 1500; i++) {
                revision = etcd.kv().put("a/" + i % 100, "v" + i).revision();
            }
            CacheSnapshot last = cache.awaitRevision(revision, SOON);
            released.countDown();
            await().untilAsserted(() ->
                    assertThat(recorder.replay()).isEqualTo(last.stream().toList()));
            assertThat(recorder.updates()).extracting(CacheUpdate::kind).containsExactly(Kind.INITIAL, Kind.DIFFERENCE);
        }
    }

    @Test
    void everyKeyAndOneKeyCanBeCached(EtcdClient etcd) {
        etcd.kv().put("a", "1");
        etcd.kv().put("b", "2");
        Recipes recipes = Recipes.of(etcd);
        try (Cache all = recipes.openCache("");
                Cache one = recipes.openCache(CacheRequest.of(KeyRange.of("a")));
                Cache inside = Recipes.of(etcd.withNamespace("n/")).openCache(CacheRequest.prefix(Bytes.of("x")))) {
            assertThat(all.awaitSynced(SOON)).extracting(KeyValue::keyText).containsExactly("a", "b");
            assertThat(one.awaitSynced(SOON)).extracting(KeyValue::keyText).containsExactly("a");
            inside.awaitSynced(SOON);
            etcd.kv().put("n/x1", "v");
            assertThat(inside.catchUp(SOON).getString("x1")).contains("v");
            assertThat(all.catchUp(SOON).getString("n/x1")).contains("v");
            etcd.kv().delete(Delete.of(KeyRange.ALL));
            assertThat(one.catchUp(SOON).size()).isZero();
        }
    }

    @Test
    void argumentsAreLookedAtFirst(EtcdClient etcd) {
        try (Cache cache = Recipes.of(etcd).openCache("a/")) {
            assertThatThrownBy(() -> cache.catchUpAsync(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("atMost");
            assertThatThrownBy(() -> cache.awaitRevisionAsync(-1, SOON))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1");
        }
        CacheRequest request = CacheRequest.prefix("a/");
        assertThatThrownBy(() -> request.withMaxBytes(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.withMaxEntries(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFailingReadFailsCatchingUp(EmbeddedEtcd server, Faults faults) {
        try (EtcdClient etcd =
                        server.clientBuilder().timeout(Duration.ofMillis(300)).build();
                Cache cache = Recipes.of(etcd).openCache("a/")) {
            cache.awaitSynced(SOON);
            try (LiveFault down = faults.add(Fault.unavailable().on("Range"))) {
                assertThatThrownBy(() -> cache.catchUp(SOON))
                        .isInstanceOfAny(UnavailableException.class, EtcdTimeoutException.class);
                assertThat(down.struck()).isPositive();
            }
        }
    }
}
