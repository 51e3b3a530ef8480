package dev.tercet.recipes.internal.stm;

import dev.tercet.error.CompactedException;
import dev.tercet.error.FutureRevisionException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.commit.Calls;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.stm.StmTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run of a body.
 *
 * <p>Threads: any. The lock guards the writes and the state; calls are made outside it. Where all reads are to be of one revision,
 * the first read finds it, and those that come meanwhile wait for that one.
 */
final class OpenTransaction implements StmTransaction {
    private final Calls calls;
    private final ReadSet reads;
    private final int attempt;
    private final Map<Bytes, Op<?>> writes = new LinkedHashMap<>();
    private final Set<Runnable> underWay = ConcurrentHashMap.newKeySet();
    private @Nullable CompletableFuture<@Nullable Void> first;
    private volatile boolean over;
    private volatile boolean overtaken;
    private volatile long committed;

    OpenTransaction(Calls calls, ReadSet reads, int attempt) {
        this.calls = calls;
        this.reads = reads;
        this.attempt = attempt;
    }

    @Override
    public CompletableFuture<Optional<Bytes>> getAsync(Bytes key) {
        Op<?> write = own().get(key);
        return write == null
                ? read(List.of(key), done -> reads.at(key).map(KeyValue::value))
                : read(List.of(), done -> write instanceof Put put ? Optional.of(put.value()) : Optional.empty());
    }

    @Override
    public CompletableFuture<Map<Bytes, Bytes>> getAllAsync(Collection<Bytes> keys) {
        Set<Bytes> all = new LinkedHashSet<>(keys);
        Map<Bytes, Op<?>> own = own();
        List<Bytes> stored = all.stream().filter(key -> !own.containsKey(key)).toList();
        return read(stored, done -> {
            Map<Bytes, Bytes> values = new LinkedHashMap<>();
            for (Bytes key : all) {
                Op<?> write = own.get(key);
                if (write == null) {
                    reads.at(key).ifPresent(kv -> values.put(key, kv.value()));
                } else if (write instanceof Put put) {
                    values.put(key, put.value());
                }
            }
            return values;
        });
    }

    @Override
    public CompletableFuture<Long> revisionAsync(Bytes key) {
        return read(
                List.of(key), done -> reads.at(key).map(KeyValue::modRevision).orElse(0L));
    }

    private <R> CompletableFuture<R> read(List<Bytes> keys, Function<@Nullable Void, R> answer) {
        keys.forEach(KeyRange::of);
        checkOpen();
        CompletableFuture<R> reading = Task.run(
                calls.etcd().callbackExecutor(), task -> fetch(task, keys).thenApply(answer));
        Runnable cancel = () -> reading.cancel(true);
        underWay.add(cancel);
        reading.whenComplete((value, failure) -> underWay.remove(cancel));
        if (over) {
            reading.cancel(true);
        }
        return reading;
    }

    private CompletableFuture<@Nullable Void> fetch(Task task, List<Bytes> keys) {
        CompletableFuture<@Nullable Void> finder = null;
        CompletableFuture<@Nullable Void> found = null;
        synchronized (this) {
            if (reads.wantsBase()) {
                if (first == null && !keys.isEmpty()) {
                    finder = new CompletableFuture<>();
                    first = finder;
                }
                found = first;
            }
        }
        if (finder != null) {
            return fetchNow(task, keys, true).whenComplete(this::foundBase);
        }
        // A copy: whoever gives up waiting must not give up for the others.
        return found == null
                ? fetchNow(task, keys, true)
                : task.step(found.copy()).handle((done, failure) -> null).thenCompose(done -> fetch(task, keys));
    }

    private void foundBase(@Nullable Void done, @Nullable Throwable failure) {
        CompletableFuture<@Nullable Void> told;
        synchronized (this) {
            told = first;
            first = null;
        }
        if (told != null) {
            told.complete(null);
        }
    }

    private CompletableFuture<@Nullable Void> fetchNow(Task task, List<Bytes> keys, boolean local) {
        List<Bytes> missing = reads.missing(keys);
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return task.step(calls.once().txn(Txn.when().then(reads.gets(missing, local))))
                .handle((result, failure) -> {
                    if (failure == null) {
                        store(missing, result);
                        return CompletableFuture.<@Nullable Void>completedFuture(null);
                    }
                    Throwable why = Task.unwrapped(failure);
                    if (local && why instanceof FutureRevisionException) {
                        // The member that was asked lags behind; a read through the leader does not.
                        return fetchNow(task, missing, false);
                    }
                    overtaken |= why instanceof CompactedException;
                    return CompletableFuture.<@Nullable Void>failedFuture(why);
                })
                .thenCompose(Function.identity());
    }

    private void store(List<Bytes> keys, TxnResult result) {
        List<Optional<KeyValue>> kvs = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            kvs.add(result.get(i).first());
        }
        reads.store(keys, kvs, result.revision());
    }

    @Override
    public void put(Bytes key, Bytes value, long lease) {
        write(key, Put.of(key, value).withLease(lease));
    }

    @Override
    public void delete(Bytes key) {
        write(key, Delete.of(key));
    }

    private synchronized void write(Bytes key, Op<?> op) {
        checkOpen();
        writes.put(key, op);
    }

    private synchronized Map<Bytes, Op<?>> own() {
        return Map.copyOf(writes);
    }

    /** What it writes, in the order in which keys were first written. */
    synchronized Map<Bytes, Op<?>> writes() {
        return new LinkedHashMap<>(writes);
    }

    ReadSet reads() {
        return reads;
    }

    private void checkOpen() {
        if (over) {
            throw new IllegalStateException("the transaction is over: its body has ended");
        }
    }

    /** The body has ended; reads that it left under way are given up. */
    void end() {
        over = true;
        List.copyOf(underWay).forEach(Runnable::run);
    }

    /** Whether the revision it read at was compacted under it: no fault of the body's. */
    boolean isOvertaken() {
        return overtaken;
    }

    void committed(long revision) {
        committed = revision;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public long commitRevision() {
        return committed;
    }
}
