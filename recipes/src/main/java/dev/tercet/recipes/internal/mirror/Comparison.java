package dev.tercet.recipes.internal.mirror;

import dev.tercet.AsyncKv;
import dev.tercet.error.CompactedException;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.mirror.Join.Row;
import dev.tercet.recipes.mirror.MirrorCheck;
import dev.tercet.recipes.mirror.MirrorCheck.Difference;
import dev.tercet.recipes.mirror.MirrorCheck.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Both sides compared: the destination as it is at one revision, in which the checkpoint says of which revision of the source it is to
 * be the picture.
 *
 * @param catchUp has the checkpoint brought up to date, so that what it names is not compacted yet
 */
record Comparison(
        Task task, Names names, AsyncKv source, AsyncKv destination, Supplier<CompletableFuture<Long>> catchUp) {
    private static final int MOST_SHOWN = 1000;

    CompletableFuture<MirrorCheck> run(int tries) {
        return task.step(catchUp.get())
                .thenCompose(caughtUp ->
                        task.step(destination.get(Get.of(names.plan().checkpoint()))))
                .thenCompose(found -> compare(found, tries));
    }

    private CompletableFuture<MirrorCheck> compare(GetResult found, int tries) {
        Checkpoint checkpoint = found.first()
                .flatMap(kv -> Checkpoint.decode(kv.value(), names.plan()))
                .filter(written -> written.complete() && written.done() == 0)
                .orElse(null);
        if (checkpoint == null) {
            // In the middle of something: when that is done there is another moment.
            return run(tries);
        }
        Count count = new Count(checkpoint.revision(), found.revision());
        return Walk.through(
                        task, names, source, count.sourceRevision, destination, count.destinationRevision, count::visit)
                .handle((walked, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(count.result());
                    }
                    Throwable why = Task.unwrapped(failure);
                    return why instanceof CompactedException && tries > 1
                            ? run(tries - 1)
                            : CompletableFuture.<MirrorCheck>failedFuture(why);
                })
                .thenCompose(result -> result);
    }

    /** What was seen so far; by one visit at a time. */
    private final class Count {
        private final long sourceRevision;
        private final long destinationRevision;
        private final List<Difference> differences = new ArrayList<>();
        private long keys;
        private long foreign;
        private long different;

        private Count(long sourceRevision, long destinationRevision) {
            this.sourceRevision = sourceRevision;
            this.destinationRevision = destinationRevision;
        }

        private CompletableFuture<?> visit(List<Row> rows) {
            rows.forEach(this::visit);
            return CompletableFuture.completedFuture(null);
        }

        private void visit(Row row) {
            if (row.source() != null) {
                keys++;
                if (row.destination() == null) {
                    add(Kind.MISSING, row);
                } else if (!row.isSame()) {
                    add(Kind.DIFFERENT, row);
                }
            } else if (row.destination() != null) {
                if (names.keepsForeign() && !row.marked()) {
                    foreign++;
                } else {
                    add(Kind.EXTRA, row);
                }
            }
        }

        private void add(Kind kind, Row row) {
            different++;
            if (differences.size() < MOST_SHOWN) {
                differences.add(new Difference(kind, names.key(row.tail())));
            }
        }

        private MirrorCheck result() {
            return new MirrorCheck(
                    sourceRevision, destinationRevision, keys, foreign, different, List.copyOf(differences));
        }
    }
}
