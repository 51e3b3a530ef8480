package dev.tercet.recipes.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Some caches with some listeners, three writers at a time, and the checks. Every failure names the seed. */
final class CacheFire implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PREFIX = "fire/";

    private final long seed;
    private final EtcdClient writer;
    private final List<Cache> caches = new ArrayList<>();
    private final List<Recorder> recorders = new ArrayList<>();
    private final Random random;
    private int compared;

    CacheFire(long seed, EtcdClient writer, List<EtcdClient> readers) {
        this.seed = seed;
        this.writer = writer.withTimeout(LONG);
        this.random = new Random(seed);
        writeSome();
        for (EtcdClient reader : readers) {
            Recorder quick = new Recorder();
            Recorder slow = new Recorder();
            Cache cache = Recipes.of(reader)
                    .openCache(CacheRequest.prefix(PREFIX).withListener(quick).withListener(update -> {
                        slow.updated(update);
                        LockSupport.parkNanos(3_000_000);
                    }));
            cache.awaitSynced(LONG);
            Recorder late = new Recorder();
            cache.listen(late);
            caches.add(cache);
            recorders.addAll(List.of(quick, slow, late));
        }
    }

    /** Three writers at a time, each some writes. */
    void writeSome() {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Random own = new Random(random.nextLong());
            writers.add(CompletableFuture.runAsync(() -> write(own)));
        }
        checkSnapshots();
        writers.forEach(CompletableFuture::join);
    }

    private void write(Random own) {
        for (int i = 0; i < 8; i++) {
            try {
                switch (own.nextInt(8)) {
                    case 0 -> writer.kv().delete(key(own));
                    case 1 -> {
                        int from = own.nextInt(90);
                        writer.kv().delete(Delete.of(KeyRange.between(key(from), key(from + 1 + own.nextInt(9)))));
                    }
                    case 2 ->
                        writer.kv()
                                .txn(Txn.all(
                                        Put.of(key(own.nextInt(50)), value(own)),
                                        Put.of(key(50 + own.nextInt(50)), value(own))));
                    case 3 -> writer.kv().put("elsewhere", value(own));
                    default -> writer.kv().put(key(own), value(own));
                }
            } catch (EtcdException e) {
                // Applied or not: it is the server that the caches are compared with.
                assertThat(e.code()).as("seed %s", seed).isNotNull();
            }
        }
    }

    private static String key(Random own) {
        return key(own.nextInt(100));
    }

    private static String key(int number) {
        return PREFIX + (100 + number);
    }

    private static String value(Random own) {
        return "x".repeat(own.nextInt(20) == 0 ? 2000 : own.nextInt(20)) + own.nextInt();
    }

    /** Whatever a cache shows is what there was at that revision, unless that is compacted. */
    void checkSnapshots() {
        for (Cache cache : caches) {
            CacheSnapshot snapshot = cache.snapshot();
            try {
                List<KeyValue> there = writer.kv()
                        .get(Get.prefix(PREFIX).atRevision(snapshot.revision()))
                        .kvs();
                assertThat(snapshot.stream().toList()).as("seed %s", seed).isEqualTo(there);
                compared++;
            } catch (CompactedException e) {
                // Nobody knows any more what was there.
                assertThat(e.code()).isEqualTo(ErrorCode.COMPACTED);
            }
        }
    }

    /** After catching up, nothing that was written before is missing. */
    void checkCaughtUp() {
        List<KeyValue> there = writer.kv().get(Get.prefix(PREFIX)).kvs();
        for (Cache cache : caches) {
            assertThat(cache.catchUp(LONG).stream().toList())
                    .as("seed %s", seed)
                    .isEqualTo(there);
        }
    }

    /** Caches are what the store is, and so is what every listener made of what it was told. */
    void checkTheEnd() {
        checkCaughtUp();
        List<KeyValue> there = writer.kv().get(Get.prefix(PREFIX)).kvs();
        for (Recorder recorder : recorders) {
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(recorder.replay()).as("seed %s", seed).isEqualTo(there));
            assertThat(recorder.updates()).extracting(CacheUpdate::revision).isSorted();
        }
        assertThat(compared).as("seed %s", seed).isGreaterThan(10);
    }

    @Override
    public void close() {
        caches.forEach(Cache::close);
    }
}
