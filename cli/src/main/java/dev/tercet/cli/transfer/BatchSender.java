package dev.tercet.cli.transfer;

import dev.tercet.AsyncKv;
import dev.tercet.kv.Op;
import dev.tercet.kv.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Sends batches, each as one transaction, and asks nobody to wait. */
final class BatchSender {
    private final AsyncKv kv;
    private final NewLeases leases;
    private final boolean comparing;

    /**
     * A sender.
     *
     * @param comparing whether a key that somebody changed since both sides were compared is left alone
     */
    BatchSender(AsyncKv kv, NewLeases leases, boolean comparing) {
        this.kv = kv;
        this.leases = leases;
        this.comparing = comparing;
    }

    /** Sends one. A call that fails is in the landing. */
    CompletableFuture<Landing> send(Batch batch) {
        return leases.of(batch.changes())
                .handle((ids, failure) -> failure == null
                        ? put(batch, ids)
                        : CompletableFuture.completedFuture(Landing.unsent(batch, failure)))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Landing> put(Batch batch, Map<Long, Long> ids) {
        CompletableFuture<Landing> landing = comparing
                ? compared(batch, batch.changes(), List.of(), ids)
                : kv.txn(Txn.all().then(ops(batch.changes(), ids))).thenApply(done -> Landing.done(batch, List.of()));
        return landing.exceptionally(failure -> Landing.failed(batch, failure));
    }

    /** A transaction is done whole or not at all: so what conflicts is taken out, and the rest sent again. */
    private CompletableFuture<Landing> compared(
            Batch batch, List<Change> changes, List<Conflict> conflicts, Map<Long, Long> ids) {
        if (changes.isEmpty()) {
            return CompletableFuture.completedFuture(Landing.done(batch, conflicts));
        }
        Txn txn = Txn.when(changes.stream().map(Change::untouched).toList())
                .then(ops(changes, ids))
                .orElse(changes.stream().map(Change::look).toList());
        return kv.txn(txn).thenCompose(result -> {
            if (result.succeeded()) {
                return CompletableFuture.completedFuture(Landing.done(batch, conflicts));
            }
            Conflict.Split split = Conflict.split(changes, result);
            List<Conflict> all = new ArrayList<>(conflicts);
            all.addAll(split.conflicts());
            return compared(batch, split.left(), all, ids);
        });
    }

    private static List<Op<?>> ops(List<Change> changes, Map<Long, Long> ids) {
        List<Op<?>> ops = new ArrayList<>(changes.size());
        for (Change change : changes) {
            ops.add(change.op(ids.getOrDefault(change.entry().lease(), 0L)));
        }
        return ops;
    }
}
