package dev.tercet.recipes.internal.mirror;

import dev.tercet.AsyncKv;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.mirror.Join.Row;
import dev.tercet.recipes.internal.mirror.Join.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Through both sides in key order, each as it was at one revision; memory holds some portions of each.
 *
 * <p>Threads: it steps in a lane, and so at one place at a time, also when the futures that it waits for are there at once.
 */
final class Walk {
    private final Task task;
    private final Join join;
    private final Function<List<Row>, CompletableFuture<?>> visitor;
    private final Map<Side, Cursor> cursors = new EnumMap<>(Side.class);
    private final Lane lane = new Lane();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    private Walk(Task task, Join join, Function<List<Row>, CompletableFuture<?>> visitor) {
        this.task = task;
        this.join = join;
        this.visitor = visitor;
    }

    /**
     * Walks.
     *
     * @param visitor gets all rows in order, some at a time, and the next when its future is done
     * @return completes when all is visited; fails as a read or a visit does
     */
    static CompletableFuture<@Nullable Void> through(
            Task task,
            Names names,
            AsyncKv source,
            long sourceRevision,
            AsyncKv destination,
            long destinationRevision,
            Function<List<Row>, CompletableFuture<?>> visitor) {
        Walk walk = new Walk(task, new Join(names), visitor);
        walk.open(Side.SOURCE, source, names.source(), sourceRevision);
        walk.open(Side.DESTINATION, destination, names.destination(), destinationRevision);
        if (names.keepsForeign()) {
            walk.open(Side.MARKS, destination, names.markRange(), destinationRevision);
        }
        walk.end.whenComplete((done, failure) -> walk.cursors.values().forEach(Cursor::cancel));
        walk.again();
        return walk.end;
    }

    private void open(Side side, AsyncKv kv, KeyRange range, long revision) {
        cursors.put(side, Cursor.of(kv.scan(Get.of(range).atRevision(revision)).publisher()));
    }

    private void again() {
        lane.run(this::step);
    }

    private void step() {
        List<Row> rows = new ArrayList<>();
        Side wants = null;
        boolean through = false;
        while (wants == null && !through) {
            wants = join.wants().orElse(null);
            if (wants == null) {
                Row row = join.next();
                if (row == null) {
                    through = true;
                } else {
                    rows.add(row);
                }
            }
        }
        if (!rows.isEmpty()) {
            after(visitor.apply(rows), visited -> {});
        } else if (wants == null) {
            end.complete(null);
        } else {
            Side side = wants;
            after(
                    task.step(Objects.requireNonNull(cursors.get(side)).next()),
                    portion -> join.bring(side, portion.kvs(), portion.more()));
        }
    }

    private <T> void after(CompletableFuture<T> future, Consumer<? super T> taken) {
        future.whenComplete((value, failure) -> lane.run(() -> {
            if (failure != null) {
                end.completeExceptionally(Task.unwrapped(failure));
            } else if (task.isAbandoned()) {
                end.cancel(false);
            } else {
                taken.accept(value);
                again();
            }
        }));
    }
}
