package dev.tercet.recipes.internal.commit;

import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.flow.Task;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a transaction again whose reply was lost and that leaves a mark of its own: under the condition that the mark's key has not
 * changed since, as it would have if the first one had been applied. If it has, its history tells whether that was this one. If it was not,
 * and the guard still holds, the same begins anew from there.
 */
final class Marked {
    private final Calls calls;
    private final Task task;
    private final Txn txn;
    private final Evidence mark;

    Marked(Calls calls, Task task, Txn txn, Evidence mark) {
        this.calls = calls;
        this.task = task;
        this.txn = txn;
        this.mark = mark;
    }

    /**
     * Sends it.
     *
     * @param since a revision up to which it was not applied
     */
    CompletableFuture<Verdict> send(long since) {
        Txn guard = Txn.when(txn.compares()).orElse(txn.elses());
        Txn again = Txn.when(Compare.modRevision(mark.key()).lessThan(since + 1))
                .then(txn)
                .orElse(Get.of(mark.key()), guard);
        return task.step(calls.repeating().txn(again)).thenCompose(answer -> {
            if (!answer.succeeded()) {
                return changed(answer, answer.get(0).first());
            }
            TxnResult result = answer.txn(0);
            // Of nested answers only the outermost tells the revision.
            return CompletableFuture.completedFuture(new Verdict(result.succeeded(), answer.revision(), result));
        });
    }

    private CompletableFuture<Verdict> changed(TxnResult answer, Optional<KeyValue> now) {
        // It is there: a key that is not has revision 0, which is less than any.
        KeyValue last = now.orElseThrow();
        TxnResult guard = answer.txn(1);
        if (last.value().equals(mark.value())) {
            return CompletableFuture.completedFuture(new Verdict(true, last.modRevision(), guard));
        }
        return task.step(calls.find(mark, last.modRevision())).thenCompose(put -> {
            if (put.isPresent()) {
                return CompletableFuture.completedFuture(
                        new Verdict(true, put.get().revision(), guard));
            }
            return guard.succeeded()
                    ? send(last.modRevision())
                    : CompletableFuture.completedFuture(new Verdict(false, answer.revision(), guard));
        });
    }
}
