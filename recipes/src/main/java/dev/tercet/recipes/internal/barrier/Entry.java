package dev.tercet.recipes.internal.barrier;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.error.BarrierFullException;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.internal.barrier.Round.Verdict;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Patience;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Wakeup;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One way into a double barrier: the key is put, the opening waited for, and the key given back if that comes to nothing.
 *
 * <p>Threads: the steps run one after another.
 */
final class Entry {
    // A caller whose time is over waits for the answer to whether it opened before, but not for a server that has none.
    private static final Duration PARTING = Duration.ofSeconds(1);

    private final Contender contender;
    private final RoundCalls calls;
    private final int members;
    private final EtcdClient etcd;
    private final AsyncKv repeating;
    private final AsyncKv parting;
    private final Patience patience;

    Entry(Contender contender, RoundCalls calls, int members, Patience patience) {
        this.contender = contender;
        this.calls = calls;
        this.members = members;
        this.patience = patience;
        this.etcd = contender.ground().etcd();
        this.repeating = etcd.async().kv().with(etcd.options().retryingWrites());
        Duration usual = etcd.options().timeout();
        this.parting = repeating.with(
                etcd.options().retryingWrites().withTimeout(usual.compareTo(PARTING) < 0 ? usual : PARTING));
    }

    /** Enters; the place is ours then. */
    CompletableFuture<Turn> start(Task task) {
        // Not a step that is cancelled: whoever sees the key counts on us, so what became of it has to be known.
        return contender
                .tryEnter(calls.place())
                .thenCompose(place -> place.isPresent() ? waitIn(task, place.get()) : refused(task));
    }

    /** There is a ready key: either of a round under way, or of one that nobody was left to end. */
    private CompletableFuture<Turn> refused(Task task) {
        return task.step(repeating.txn(calls.tidy())).thenCompose(tidied -> {
            if (tidied.succeeded() || tidied.get(0).isEmpty()) {
                return start(task);
            }
            return CompletableFuture.failedFuture(new BarrierFullException(calls.name(), members));
        });
    }

    private CompletableFuture<Turn> waitIn(Task task, Turn place) {
        return look(task)
                .handle((in, failure) ->
                        failure == null ? CompletableFuture.completedFuture(place) : giveUp(place, failure))
                .thenCompose(result -> result);
    }

    private CompletableFuture<@Nullable Void> look(Task task) {
        return patience.ask(task, kv -> kv.txn(calls.look())).thenCompose(read -> {
            Round round = Round.of(read, calls.mine());
            return switch (round.verdict(members)) {
                case OPEN -> CompletableFuture.completedFuture(null);
                case REMOVED ->
                    CompletableFuture.failedFuture(
                            new PlaceRemovedException(calls.place().what(), calls.mine()));
                case TOO_MANY -> CompletableFuture.failedFuture(new BarrierFullException(calls.name(), members));
                case COMPLETE ->
                    // As good several times as once: another look finds it open.
                    patience.ask(task, kv -> kv.txn(calls.open(round, members)))
                            .thenCompose(opened ->
                                    opened.succeeded() ? CompletableFuture.completedFuture(null) : look(task));
                case WAIT ->
                    task.step(Wakeup.on(
                                    etcd,
                                    ready(round),
                                    change -> change.events().stream()
                                            .filter(this::matters)
                                            .findFirst()))
                            .thenCompose(woken -> look(task));
            };
        });
    }

    // Who came is not watched: the last to come sees that all are there, and says so.
    private WatchRequest ready(Round seen) {
        return WatchRequest.of(calls.ready()).and(KeyRange.of(calls.mine())).fromRevision(seen.revision() + 1);
    }

    private boolean matters(WatchEvent event) {
        return event.key().equals(calls.mine()) ? event.isDelete() : event.isPut();
    }

    /** Nobody waits any more: takes the key back, unless it opened before. */
    private CompletableFuture<Turn> giveUp(Turn place, Throwable why) {
        return settle(place)
                .handle((opened, failure) -> {
                    if (failure == null && opened) {
                        return CompletableFuture.completedFuture(place);
                    }
                    // Deletes what could not be taken back in good order, as often as it takes, and forgets the place
                    // here.
                    place.leave();
                    return CompletableFuture.<Turn>failedFuture(Task.unwrapped(why));
                })
                .thenCompose(result -> result);
    }

    /** Whether it is open after all. */
    private CompletableFuture<Boolean> settle(Turn place) {
        EtcdException over = place.ground().over();
        if (over != null) {
            return CompletableFuture.failedFuture(over);
        }
        return parting.txn(calls.look()).thenCompose(read -> {
            Round round = Round.of(read, calls.mine());
            Verdict verdict = round.verdict(members);
            return switch (verdict) {
                case OPEN -> CompletableFuture.completedFuture(true);
                case REMOVED -> CompletableFuture.completedFuture(false);
                // They all count on us by now.
                case COMPLETE ->
                    parting.txn(calls.open(round, members))
                            .thenCompose(opened ->
                                    opened.succeeded() ? CompletableFuture.completedFuture(true) : settle(place));
                case TOO_MANY, WAIT ->
                    parting.txn(calls.giveUp(round))
                            .thenCompose(given ->
                                    given.succeeded() ? CompletableFuture.completedFuture(false) : settle(place));
            };
        });
    }
}
