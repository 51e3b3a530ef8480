package dev.tercet.recipes.internal.commit;

import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.flow.Task;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends a guarded transaction, once, and if its reply is lost finds out what became of it.
 *
 * <p>How: it is sent again. If that is applied, the first one was not and, since the transaction makes its own guard false, never
 * will be, even if it is still under way. If the guard no longer holds, either the first one was applied or somebody else was
 * faster, and neither can be applied from now on: so the past is complete, and the history of the key that is evidence tells which.
 * Where the history is compacted, or what is found there could be somebody else's, the failure stays as it is: outcome UNKNOWN.
 *
 * <p>A guard that says that a key is missing can come to hold again: when the key that the first one made is deleted by others. With
 * evidence of its own, {@link Marked}, that is found out; without, it is done twice then.
 */
public final class Commit {
    private final Calls calls;
    private final Task task;

    /** Commits within these calls, as steps of this task. */
    public Commit(Calls calls, Task task) {
        this.calls = calls;
        this.task = task;
    }

    /**
     * Sends it.
     *
     * @param txn whose {@code orElse} results the verdict has if the guard does not hold
     * @param repeatable whether it makes its own guard false, or changes nothing when done twice under it
     * @param evidence how to recognise it; null if that cannot be done
     */
    public CompletableFuture<Verdict> send(Txn txn, boolean repeatable, @Nullable Evidence evidence) {
        Txn full = evidence == null ? txn : txn.orElse(Get.of(evidence.key()));
        return task.step(calls.once().txn(full))
                .handle((result, failure) -> failure == null
                        ? CompletableFuture.completedFuture(verdict(result))
                        : afterLoss(Task.unwrapped(failure), full, repeatable, evidence))
                .thenCompose(Function.identity());
    }

    private static Verdict verdict(TxnResult result) {
        return new Verdict(result.succeeded(), result.revision(), result);
    }

    private CompletableFuture<Verdict> afterLoss(
            Throwable failure, Txn txn, boolean repeatable, @Nullable Evidence evidence) {
        if (!(failure instanceof EtcdException lost)
                || lost.outcome() != Outcome.UNKNOWN
                || !repeatable
                || task.isAbandoned()
                || calls.deadline().isPast()) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Verdict> second = evidence != null && evidence.unique()
                ? new Marked(calls, task, txn, evidence).send(evidence.since())
                : task.step(calls.repeating().txn(txn)).thenCompose(result -> judge(result, evidence, lost));
        return second.exceptionally(why -> {
            throw inDoubt(lost, Task.unwrapped(why));
        });
    }

    private CompletableFuture<Verdict> judge(TxnResult result, @Nullable Evidence evidence, EtcdException lost) {
        if (result.succeeded()) {
            return CompletableFuture.completedFuture(verdict(result));
        }
        if (evidence == null) {
            return CompletableFuture.failedFuture(lost);
        }
        Optional<KeyValue> now = result.get(result.results().size() - 1).first();
        if (now.isEmpty()) {
            // Deleted since, or never there: a deletion's revision is not known, so there is no end to search to.
            return CompletableFuture.failedFuture(lost);
        }
        KeyValue last = now.get();
        if (last.modRevision() <= evidence.since()) {
            return CompletableFuture.completedFuture(verdict(result));
        }
        if (last.value().equals(evidence.value())) {
            return CompletableFuture.failedFuture(lost);
        }
        return task.step(calls.find(evidence, last.modRevision()))
                .thenCompose(put -> put.isEmpty()
                        ? CompletableFuture.completedFuture(verdict(result))
                        : CompletableFuture.failedFuture(lost));
    }

    private static EtcdException inDoubt(EtcdException lost, Throwable second) {
        if (second != lost) {
            lost.addSuppressed(second);
        }
        return lost;
    }
}
