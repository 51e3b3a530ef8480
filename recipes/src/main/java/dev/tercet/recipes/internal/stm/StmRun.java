package dev.tercet.recipes.internal.stm;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.commit.Calls;
import dev.tercet.recipes.internal.commit.Commit;
import dev.tercet.recipes.internal.commit.Evidence;
import dev.tercet.recipes.internal.commit.Tries;
import dev.tercet.recipes.internal.commit.Verdict;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.stm.Isolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A body's runs, one after another, and the commits between them. */
final class StmRun {
    private final StmSettings settings;
    private final Calls calls;
    private final Tries tries;
    private volatile Prefetch prefetch = Prefetch.NONE;

    StmRun(StmSettings settings) {
        this.settings = settings;
        this.calls = Calls.within(settings.etcd(), settings.timeout());
        this.tries = new Tries("transaction", calls.deadline(), settings.most());
    }

    /** Another run of the body. */
    OpenTransaction begin() {
        return new OpenTransaction(calls, new ReadSet(settings.level(), prefetch), tries.number());
    }

    /** Gives a run up whose revision was compacted under it; completes when it is time for another. */
    CompletableFuture<Boolean> again(Task task) {
        prefetch = Prefetch.NONE;
        return task.step(tries.again()).thenApply(over -> false);
    }

    /** Commits a run; false if others were in the way, and it is time for another. */
    CompletableFuture<Boolean> commit(Task task, OpenTransaction run) {
        Map<Bytes, Op<?>> writes = run.writes();
        ReadSet reads = run.reads();
        boolean guarded = settings.level() != Isolation.READ_COMMITTED && !reads.isEmpty();
        if (writes.isEmpty() && !guarded) {
            return CompletableFuture.completedFuture(true);
        }
        List<Bytes> ahead =
                settings.level() == Isolation.SERIALIZABLE_SNAPSHOT || settings.level() == Isolation.SERIALIZABLE
                        ? reads.keys()
                        : List.of();
        Evidence evidence = evidence(writes, reads);
        Txn txn = Txn.when(guarded ? compares(writes, reads) : List.of())
                .then(List.copyOf(writes.values()))
                .orElse(ahead.stream().map(Get::of).toList());
        if (evidence != null && evidence.unique()) {
            txn = txn.then(Put.of(evidence.key(), evidence.value()));
        }
        return new Commit(calls, task)
                .send(txn, guarded && isRepeatable(writes, reads), evidence)
                .thenCompose(verdict -> settle(task, run, ahead, verdict));
    }

    private CompletableFuture<Boolean> settle(Task task, OpenTransaction run, List<Bytes> ahead, Verdict verdict) {
        if (verdict.applied()) {
            run.committed(run.writes().isEmpty() ? 0 : verdict.revision());
            return CompletableFuture.completedFuture(true);
        }
        // Worth something only for the run that comes at once: after a pause it would be stale.
        prefetch = tries.number() == 1 ? Prefetch.of(ahead, verdict) : Prefetch.NONE;
        return task.step(tries.again()).thenApply(over -> false);
    }

    private List<Compare> compares(Map<Bytes, Op<?>> writes, ReadSet reads) {
        List<Compare> compares = new ArrayList<>(reads.unchanged());
        if (settings.level() == Isolation.SERIALIZABLE_SNAPSHOT) {
            writes.keySet().stream()
                    // Those that were read are compared already, and more strictly.
                    .filter(key -> !reads.has(key))
                    .forEach(key -> compares.add(Compare.modRevision(key).lessThan(reads.oldest() + 1)));
        }
        return compares;
    }

    /**
     * Whether the transaction can be sent twice. With a snapshot: a put makes the compare of its key's revision false; a delete
     * leaves it true at most where it has nothing to delete the second time. Otherwise only keys that were read are compared: a
     * put of one makes that false, and so does the delete of one that there was.
     */
    private boolean isRepeatable(Map<Bytes, Op<?>> writes, ReadSet reads) {
        if (settings.level() == Isolation.SERIALIZABLE_SNAPSHOT) {
            return true;
        }
        return writes.entrySet().stream()
                .anyMatch(write -> reads.has(write.getKey())
                        && (write.getValue() instanceof Put
                                || reads.at(write.getKey()).isPresent()));
    }

    private @Nullable Evidence evidence(Map<Bytes, Op<?>> writes, ReadSet reads) {
        Bytes mark = settings.mark();
        if (writes.isEmpty()) {
            return null;
        } else if (mark != null) {
            return new Evidence(mark, Bytes.of(UUID.randomUUID().toString()), true, reads.oldest());
        }
        for (Op<?> write : writes.values()) {
            if (write instanceof Put put) {
                return new Evidence(put.key(), put.value(), false, reads.oldest());
            }
        }
        return null;
    }
}
