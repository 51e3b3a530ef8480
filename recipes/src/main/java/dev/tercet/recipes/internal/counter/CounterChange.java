package dev.tercet.recipes.internal.counter;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.commit.Calls;
import dev.tercet.recipes.internal.commit.Commit;
import dev.tercet.recipes.internal.commit.Evidence;
import dev.tercet.recipes.internal.commit.Tries;
import dev.tercet.recipes.internal.commit.Verdict;
import dev.tercet.recipes.internal.flow.Task;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One change of a counter: tried on what is known of it, and again on what it turns out to be. Its mark is written beside the
 * number, in the same transaction, so that a change whose reply is lost can be told from the same change by somebody else.
 */
final class CounterChange {
    private final MarkedCounter counter;
    private final Function<Cell, OptionalLong> change;
    private final Calls calls;
    private final Task task;
    private final Tries tries;

    /**
     * A change.
     *
     * @param change what the number becomes, or empty to leave it; throws what the change fails with
     */
    CounterChange(MarkedCounter counter, Calls calls, Task task, Function<Cell, OptionalLong> change) {
        this.counter = counter;
        this.change = change;
        this.calls = calls;
        this.task = task;
        this.tries = new Tries("change of " + counter.keys(), calls.deadline(), 0);
    }

    /** The number it became; empty if it was left. */
    CompletableFuture<OptionalLong> make(@Nullable Cell known) {
        return known == null ? read() : attempt(known, false);
    }

    private CompletableFuture<OptionalLong> read() {
        return task.step(counter.read(calls)).thenCompose(cell -> attempt(cell, true));
    }

    private CompletableFuture<OptionalLong> attempt(Cell cell, boolean fresh) {
        OptionalLong wanted;
        try {
            wanted = change.apply(cell);
        } catch (RuntimeException e) {
            // What was known from before this call is good enough to try with, but not to refuse with.
            return fresh ? CompletableFuture.failedFuture(e) : read();
        }
        if (wanted.isEmpty()) {
            return fresh ? CompletableFuture.completedFuture(wanted) : read();
        }
        Bytes text = Cell.text(wanted.getAsLong());
        Bytes mark = Bytes.of(UUID.randomUUID().toString());
        CounterKeys keys = counter.keys();
        Txn txn = Txn.when(Compare.modRevision(keys.number()).equalTo(cell.modRevision()))
                .then(Put.of(keys.number(), text), Put.of(keys.writer(), mark))
                .orElse(Get.of(keys.number()));
        // Repeatable: the put of the number makes the compare of its revision false.
        return new Commit(calls, task)
                .send(txn, true, new Evidence(keys.writer(), mark, true, cell.asOf()))
                .thenCompose(verdict -> verdict.applied() ? done(wanted, text, verdict) : again(verdict));
    }

    private CompletableFuture<OptionalLong> done(OptionalLong number, Bytes text, Verdict verdict) {
        long revision = verdict.revision();
        counter.learn(new Cell(counter.keys().number(), text, revision, revision));
        return CompletableFuture.completedFuture(number);
    }

    private CompletableFuture<OptionalLong> again(Verdict verdict) {
        Cell met = Cell.of(counter.keys().number(), verdict.result().get(0).first(), verdict.revision());
        counter.learn(met);
        // What others of this instance have learnt during the pause is newer.
        return task.step(tries.again()).thenCompose(over -> attempt(met.newer(counter.known()), true));
    }
}
