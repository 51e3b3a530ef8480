package dev.tercet.recipes.internal.mirror;

import dev.tercet.AsyncKv;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.mirror.Destination.Commit;
import dev.tercet.recipes.internal.mirror.Join.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Makes the destination equal to the source as it is at one revision: only what differs is written. */
final class Copying {
    private static final long ENOUGH_BYTES = 512 << 10;

    private final Task task;
    private final Destination destination;
    private final Writing writing;
    private final BiConsumer<Integer, Integer> counter;
    private final List<Op<?>> ops = new ArrayList<>();
    private Checkpoint checkpoint;
    private long bytes;
    private int puts;
    private int deletes;

    private Copying(
            Task task,
            Destination destination,
            Writing writing,
            Checkpoint checkpoint,
            BiConsumer<Integer, Integer> counter) {
        this.task = task;
        this.destination = destination;
        this.writing = writing;
        this.checkpoint = checkpoint;
        this.counter = counter;
    }

    /**
     * Copies.
     *
     * @param claimed the transaction that took the checkpoint over: the destination is read as that left it
     * @param revision of the source
     * @param counter is told of keys that were put and deleted
     * @return the last transaction, whose checkpoint says that all is there
     */
    static CompletableFuture<Commit> run(
            Task task,
            Writing writing,
            AsyncKv source,
            long revision,
            AsyncKv kv,
            Destination destination,
            Commit claimed,
            BiConsumer<Integer, Integer> counter) {
        Copying copying = new Copying(task, destination, writing, claimed.left(), counter);
        return Walk.through(task, writing.names(), source, revision, kv, claimed.revision(), copying::visit)
                .thenCompose(walked -> copying.flush(claimed.left().at(new Position(revision, 0))));
    }

    private CompletableFuture<?> visit(List<Row> rows) {
        CompletableFuture<Void> visited = new CompletableFuture<>();
        new Rows(rows, new Lane(), visited).step();
        return visited;
    }

    /** One portion of rows: filled into transactions, each sent when it is full. */
    private final class Rows {
        private final List<Row> rows;
        private final Lane lane;
        private final CompletableFuture<Void> visited;
        private int next;

        private Rows(List<Row> rows, Lane lane, CompletableFuture<Void> visited) {
            this.rows = rows;
            this.lane = lane;
            this.visited = visited;
        }

        private void step() {
            lane.run(this::fill);
        }

        private void fill() {
            while (next < rows.size()) {
                Row row = rows.get(next);
                List<Op<?>> more = writing.equalizing(row);
                if (!ops.isEmpty() && (ops.size() + more.size() > writing.mostOps() || bytes > ENOUGH_BYTES)) {
                    flush(checkpoint).whenComplete((done, failure) -> {
                        if (failure != null) {
                            visited.completeExceptionally(Task.unwrapped(failure));
                        } else {
                            step();
                        }
                    });
                    return;
                }
                add(row, more);
                next++;
            }
            visited.complete(null);
        }
    }

    private void add(Row row, List<Op<?>> more) {
        ops.addAll(more);
        if (row.source() == null) {
            deletes += more.isEmpty() ? 0 : 1;
        } else if (!row.isSame()) {
            puts++;
        }
        for (Op<?> op : more) {
            bytes += op instanceof Put put ? put.key().length() + put.value().length() : 0;
        }
    }

    private CompletableFuture<Commit> flush(Checkpoint left) {
        return destination.commit(task, List.copyOf(ops), left).thenApply(commit -> {
            counter.accept(puts, deletes);
            ops.clear();
            bytes = 0;
            puts = 0;
            deletes = 0;
            checkpoint = commit.left();
            return commit;
        });
    }
}
