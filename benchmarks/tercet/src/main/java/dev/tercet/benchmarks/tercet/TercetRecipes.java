package dev.tercet.benchmarks.tercet;

import dev.tercet.EtcdClient;
import dev.tercet.Locks;
import dev.tercet.benchmarks.Data;
import dev.tercet.benchmarks.Holder;
import dev.tercet.benchmarks.Recipe;
import dev.tercet.benchmarks.Row;
import dev.tercet.kv.Bytes;
import dev.tercet.lease.KeptLease;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.queue.FifoQueue;
import java.time.Duration;

/** The recipes as an application calls them. */
final class TercetRecipes {
    private static final Duration TTL = Duration.ofMinutes(10);

    private TercetRecipes() {}

    static Recipe of(Row row, EtcdClient client) {
        Recipes recipes = Recipes.of(client);
        return switch (row.work()) {
            case LOCK, LOCK_HANDED_OVER -> holder(client, "bench/tercet/" + row.id());
            case LOCK_LEASE -> {
                Lock lock = recipes.locks().lock("bench/tercet/lock-lease");
                yield Recipe.of(() -> lock.acquire().release(), () -> {});
            }
            case LOCK_RPC -> {
                Locks locks = client.locks();
                KeptLease lease = client.leases().keep(TTL);
                yield Recipe.of(
                        () -> locks.unlock(
                                locks.lock("bench/tercet/lock-rpc", lease.id()).key()),
                        lease::revoke);
            }
            case QUEUE -> {
                FifoQueue queue = recipes.fifoQueue("bench/tercet/queue");
                Bytes item = Bytes.wrap(Data.value());
                yield Recipe.of(() -> putAndTake(queue, item), () -> {});
            }
            case CACHE -> {
                Cache cache = recipes.openCache(CacheRequest.prefix(Bytes.wrap(Data.rangePrefix(Row.CACHED))));
                cache.awaitSynced(Duration.ofSeconds(10));
                Bytes key = Bytes.wrap(Data.rangeKeys(Row.CACHED)[0]);
                yield Recipe.of(() -> read(cache, key), cache::close);
            }
            default -> throw new IllegalArgumentException(row.id());
        };
    }

    static Holder holder(EtcdClient client, String lock) {
        return new TercetHolder(client, TTL, lock);
    }

    private static void putAndTake(FifoQueue queue, Bytes item) {
        queue.put(item);
        if (queue.take().length() != Data.VALUE_LENGTH) {
            throw new IllegalStateException("another item");
        }
    }

    private static void read(Cache cache, Bytes key) {
        if (cache.get(key).orElseThrow().value().length() != Data.VALUE_LENGTH) {
            throw new IllegalStateException("another value");
        }
    }
}
