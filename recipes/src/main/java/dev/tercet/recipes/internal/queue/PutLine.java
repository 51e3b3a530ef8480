package dev.tercet.recipes.internal.queue;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Op;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts to the end of a queue, of which one transaction is under way at a time: what comes meanwhile goes together in the next. So
 * calls keep their order, do not compete with each other for numbers, and cost the store one commit for many.
 *
 * <p>Threads: any; everything here happens in the lane.
 */
final class PutLine {
    private static final Logger LOG = LoggerFactory.getLogger(PutLine.class);

    /** A transaction takes 128 operations; this leaves room for the tail. */
    static final int MOST = 100;

    private static final int ENOUGH_BYTES = 512 << 10;

    private final EtcdClient etcd;
    private final Placement placement;
    private final Lane lane = new Lane();
    private final Deque<Unit<?>> waiting = new ArrayDeque<>();
    private boolean busy;
    // So many of those that wait are sent each by itself, since together they were refused.
    private int alone;

    PutLine(EtcdClient etcd, QueueKeys keys) {
        this.etcd = etcd;
        this.placement = new Placement(etcd, keys);
    }

    /** Puts items that belong together, all with this before their numbers. */
    CompletableFuture<Void> put(Bytes prefix, List<Bytes> items) {
        return this.<@Nullable Void>put(prefix, items, keys -> null);
    }

    /**
     * Puts items that belong together.
     *
     * @param prefix what goes before their numbers
     * @param result makes it of their keys
     */
    <T> CompletableFuture<T> put(Bytes prefix, List<Bytes> items, Function<List<Bytes>, T> result) {
        if (items.size() > MOST) {
            throw new IllegalArgumentException(
                    "items must be at most " + MOST + ", not " + items.size() + ": they go in one transaction");
        }
        Unit<T> unit = new Unit<>(prefix, List.copyOf(items), result, new Promise<>(etcd.callbackExecutor()));
        if (items.isEmpty()) {
            unit.succeed(List.of());
            return unit.promise;
        }
        unit.promise.onAbandon(() -> lane.run(() -> waiting.remove(unit)));
        lane.run(() -> {
            waiting.add(unit);
            next();
        });
        return unit.promise;
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        List<Unit<?>> batch = new ArrayList<>();
        List<Placement.Entry> entries = new ArrayList<>();
        long bytes = 0;
        do {
            Unit<?> unit = waiting.remove();
            batch.add(unit);
            unit.items.forEach(item -> entries.add(new Placement.Entry(unit.prefix, item)));
            bytes += unit.bytes();
        } while (alone == 0
                && !waiting.isEmpty()
                && entries.size() + waiting.element().items.size() <= MOST
                && bytes + waiting.element().bytes() <= ENOUGH_BYTES);
        alone = Math.max(0, alone - 1);
        placement
                .place(entries)
                .whenComplete((placed, failure) -> lane.run(() -> {
                    busy = false;
                    if (failure == null) {
                        tell(batch, placed);
                    } else {
                        failed(batch, Task.unwrapped(failure));
                    }
                    next();
                }));
    }

    private void tell(List<Unit<?>> batch, List<Bytes> placed) {
        int from = 0;
        for (Unit<?> unit : batch) {
            int to = from + unit.items.size();
            unit.succeed(placed.subList(from, to));
            from = to;
        }
    }

    private void failed(List<Unit<?>> batch, Throwable failure) {
        if (batch.size() > 1 && failure instanceof RejectedEtcdException) {
            // Which of them was wrong, or whether they were too many for a server set up so, shows when each goes by
            // itself.
            alone = batch.size();
            for (int i = batch.size() - 1; i >= 0; i--) {
                waiting.addFirst(batch.get(i));
            }
        } else {
            batch.forEach(unit -> unit.promise.fail(failure));
        }
    }

    private void takeBack(List<Bytes> keys) {
        // All or none, and none once somebody has one of them: what was taken is gone, and work that was claimed was
        // changed by that. A number is never used again, so deleting twice is as good as once. Nobody waits for it.
        List<Compare> untouched = new ArrayList<>();
        List<Op<?>> deletes = new ArrayList<>();
        keys.forEach(key -> {
            untouched.add(Compare.version(key).equalTo(1));
            deletes.add(Delete.of(key));
        });
        Txn txn = Txn.when(untouched).then(deletes);
        AsyncKv kv = etcd.async().kv().with(etcd.options().retryingWrites());
        Insistence.on(etcd, () -> kv.txn(txn)).whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "could not take {} items back whose put was cancelled: they are in the queue",
                        keys.size(),
                        failure);
            }
        });
    }

    /** What was put with one call. */
    private final class Unit<T> {
        private final Bytes prefix;
        private final List<Bytes> items;
        private final Function<List<Bytes>, T> result;
        private final Promise<T> promise;

        private Unit(Bytes prefix, List<Bytes> items, Function<List<Bytes>, T> result, Promise<T> promise) {
            this.prefix = prefix;
            this.items = items;
            this.result = result;
            this.promise = promise;
        }

        private long bytes() {
            return items.stream().mapToLong(Bytes::length).sum();
        }

        private void succeed(List<Bytes> keys) {
            promise.succeed(result.apply(keys), unwanted -> {
                if (!keys.isEmpty()) {
                    takeBack(keys);
                }
            });
        }
    }
}
