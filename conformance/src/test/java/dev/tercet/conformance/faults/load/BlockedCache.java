package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheListener;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.cache.CacheUpdate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A cache of a flooded prefix, with a listener that does not return from the first change until it is released. */
final class BlockedCache implements CacheListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch released = new CountDownLatch(1);
    private final Tally tally;
    private final Cache cache;
    private volatile List<KeyValue> told = List.of();
    private volatile long revision;

    BlockedCache(EtcdClient etcd, String prefix, Tally tally) {
        this.tally = tally;
        cache = Recipes.of(etcd).openCache(CacheRequest.prefix(prefix).withListener(this));
        cache.awaitSynced(PATIENCE);
    }

    @Override
    public void updated(CacheUpdate update) {
        if (update.kind() != CacheUpdate.Kind.INITIAL) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (update.revision() < revision) {
            tally.violation("out of order", "a cache's listener: " + update.revision() + " after " + revision);
        }
        told = update.content().stream().toList();
        revision = update.revision();
    }

    void release() {
        released.countDown();
    }

    /** That the cache is what there is while its listener waits, and that the listener is told so in the end. */
    void expectAll(EtcdClient etcd, String prefix) {
        List<KeyValue> there = etcd.kv().get(Get.prefix(prefix)).kvs();
        if (!cache.catchUp(PATIENCE).stream().toList().equals(there)) {
            tally.violation("others are held up", "a cache, by its listener: it is at revision " + cache.revision());
        }
        release();
        long start = System.nanoTime();
        while (!told.equals(there) && System.nanoTime() - start < PATIENCE.toNanos()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        if (!told.equals(there)) {
            tally.violation("not all comes that was not read", "to a cache's listener: it is at " + revision);
        }
    }

    @Override
    public void close() {
        release();
        cache.close();
    }
}
