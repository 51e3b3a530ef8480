package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import dev.tercet.recipes.internal.queue.TakeMachine.Effect;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Drives a {@link TakeMachine}: all of it in one lane, in which nothing waits. */
final class TakeRunner<C, I> {
    private final EtcdClient etcd;
    private final Stock<C, I> stock;
    private final Lane lane = new Lane();
    private final TakeMachine<Taker<I>, C, I> machine = new TakeMachine<>();
    private @Nullable Watch watch;

    TakeRunner(EtcdClient etcd, Stock<C, I> stock) {
        this.etcd = etcd;
        this.stock = stock;
    }

    /** One that waits until there is something. */
    <T> CompletableFuture<T> take(Function<I, T> view) {
        Promise<T> promise = promise();
        ask(
                new Taker<>(promise, item -> promise.succeed(view.apply(item), unwanted -> returned(item)), () -> {}),
                true);
        return promise;
    }

    /** What is there now. */
    <T> CompletableFuture<Optional<T>> poll(Function<I, T> view) {
        Promise<Optional<T>> promise = promise();
        ask(optional(promise, view), false);
        return promise;
    }

    /** What comes within a while. */
    <T> CompletableFuture<Optional<T>> poll(Duration atMost, Function<I, T> view) {
        Given.positive("atMost", atMost);
        Promise<Optional<T>> promise = promise();
        Taker<I> taker = optional(promise, view);
        Alarm alarm = Deadline.after(Timer.of(etcd.callbackExecutor()), atMost)
                .whenPast(() -> lane.run(() -> {
                    if (machine.isWaiting(taker)) {
                        perform(machine.gaveUp(taker));
                        taker.empty.run();
                    }
                }));
        promise.whenComplete((item, failure) -> alarm.cancel());
        ask(taker, true);
        return promise;
    }

    /** Ends all taking. */
    void over(Throwable cause) {
        lane.run(() -> perform(machine.over(cause)));
    }

    private <T> Promise<T> promise() {
        return new Promise<>(etcd.callbackExecutor());
    }

    private <T> Taker<I> optional(Promise<Optional<T>> promise, Function<I, T> view) {
        return new Taker<>(
                promise,
                item -> promise.succeed(Optional.of(view.apply(item)), unwanted -> returned(item)),
                () -> promise.succeed(Optional.empty()));
    }

    private void ask(Taker<I> taker, boolean patient) {
        taker.promise.onAbandon(() -> lane.run(() -> perform(machine.gaveUp(taker))));
        lane.run(() -> perform(machine.asked(taker, patient)));
    }

    private void returned(I item) {
        lane.run(() -> perform(machine.returned(item)));
    }

    private void perform(List<Effect<Taker<I>, C, I>> effects) {
        for (Effect<Taker<I>, C, I> effect : effects) {
            if (effect instanceof Effect.Read<Taker<I>, C, I>) {
                then(stock.read(), page -> perform(machine.read(page)));
            } else if (effect instanceof Effect.Take<Taker<I>, C, I> take) {
                then(stock.take(take.known(), take.wanted()), haul -> perform(machine.took(haul)));
            } else if (effect instanceof Effect.Watch<Taker<I>, C, I> from) {
                open(from.from());
            } else if (effect instanceof Effect.Unwatch<Taker<I>, C, I>) {
                close();
            } else if (effect instanceof Effect.Serve<Taker<I>, C, I> serve) {
                serve.taker().served.accept(serve.item());
            } else if (effect instanceof Effect.Empty<Taker<I>, C, I> empty) {
                empty.taker().empty.run();
            } else if (effect instanceof Effect.Fail<Taker<I>, C, I> fail) {
                fail.taker().promise.fail(fail.cause());
            } else if (effect instanceof Effect.GiveBack<Taker<I>, C, I> back) {
                stock.giveBack(back.items());
            }
        }
    }

    private <T> void then(CompletableFuture<T> call, Consumer<T> answered) {
        call.whenComplete((answer, failure) -> lane.run(() -> {
            if (failure == null) {
                answered.accept(answer);
            } else {
                perform(machine.failed(Task.unwrapped(failure)));
            }
        }));
    }

    private void open(long from) {
        // The listener may be called before the watch is known here, but not before this step is over.
        Signals signals = new Signals();
        Watch opened = etcd.async().watches().open(stock.watch(from), signal -> lane.run(() -> signals.on(signal)));
        signals.watch = opened;
        watch = opened;
    }

    private void close() {
        Watch open = watch;
        watch = null;
        if (open != null) {
            open.close();
        }
    }

    /** What one watch says, which counts as long as it is the one. */
    private final class Signals {
        private @Nullable Watch watch;

        private void on(WatchSignal signal) {
            if (watch == null || watch != TakeRunner.this.watch) {
                return;
            }
            if (signal instanceof WatchSignal.Change change) {
                Page<C> news = stock.news(change);
                if (news != null) {
                    perform(machine.woken(news));
                }
            } else if (signal instanceof WatchSignal.Ended ended) {
                TakeRunner.this.watch = null;
                EtcdException cause = ended.causeOrNull();
                // With no cause it is we who closed it, and then it is not the one any more.
                perform(cause == null || cause instanceof CompactedException ? machine.missed() : machine.ended(cause));
            }
        }
    }

    /** Somebody who wants an item. */
    private static final class Taker<I> {
        private final Promise<?> promise;
        private final Consumer<I> served;
        private final Runnable empty;

        private Taker(Promise<?> promise, Consumer<I> served, Runnable empty) {
            this.promise = promise;
            this.served = served;
            this.empty = empty;
        }
    }
}
