package dev.tercet.recipes.internal.stm;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.internal.flow.Await;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.stm.Isolation;
import dev.tercet.recipes.stm.Stm;
import dev.tercet.recipes.stm.StmTransaction;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs bodies, on the caller's thread or in stages. */
public final class RunningStm implements Stm {
    private final StmSettings settings;
    private final Executor callbacks;

    private RunningStm(StmSettings settings) {
        this.settings = settings;
        this.callbacks = settings.etcd().callbackExecutor();
    }

    /** Transactions of this client, with everything as it comes. */
    public static Stm of(EtcdClient etcd) {
        return new RunningStm(StmSettings.of(etcd));
    }

    @Override
    public Stm withIsolation(Isolation level) {
        return with(Objects.requireNonNull(level, "level"), settings.most(), settings.timeout(), settings.mark());
    }

    @Override
    public Stm withMaxAttempts(int most) {
        return with(
                settings.level(),
                Given.atLeastOne("the number of attempts", most),
                settings.timeout(),
                settings.mark());
    }

    @Override
    public Stm withTimeout(Duration whole) {
        return with(settings.level(), settings.most(), Given.positive("timeout", whole), settings.mark());
    }

    @Override
    public Stm withMarkAt(Bytes key) {
        return with(
                settings.level(),
                settings.most(),
                settings.timeout(),
                KeyRange.of(key).key());
    }

    @Override
    public Stm withMarkAt(String key) {
        return withMarkAt(Bytes.of(key));
    }

    private Stm with(Isolation level, int most, Duration timeout, @Nullable Bytes mark) {
        return new RunningStm(new StmSettings(settings.etcd(), level, most, timeout, mark));
    }

    @Override
    public <T extends @Nullable Object> T run(Function<? super StmTransaction, ? extends T> body) {
        Objects.requireNonNull(body, "body");
        StmRun runs = new StmRun(settings);
        while (true) {
            OpenTransaction run = runs.begin();
            T value;
            try {
                value = body.apply(run);
            } catch (RuntimeException e) {
                if (!run.isOvertaken()) {
                    throw e;
                }
                Await.on("transaction", Task.run(callbacks, runs::again));
                continue;
            } finally {
                run.end();
            }
            if (Await.on("transaction", Task.run(callbacks, task -> runs.commit(task, run)))) {
                return value;
            }
        }
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> runAsync(
            Function<? super StmTransaction, ? extends T> body) {
        Objects.requireNonNull(body, "body");
        return runStages(run -> CompletableFuture.supplyAsync(() -> body.apply(run), callbacks));
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> runStages(
            Function<? super StmTransaction, ? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        StmRun runs = new StmRun(settings);
        return Task.run(callbacks, task -> next(runs, task, body));
    }

    private <T extends @Nullable Object> CompletableFuture<T> next(
            StmRun runs, Task task, Function<? super StmTransaction, ? extends CompletionStage<T>> body) {
        OpenTransaction run = runs.begin();
        return task.step(bodyOf(run, body))
                .handle((value, failure) -> {
                    if (failure == null) {
                        return runs.commit(task, run)
                                .thenCompose(done ->
                                        done ? CompletableFuture.completedFuture(value) : next(runs, task, body));
                    }
                    return run.isOvertaken() && !task.isAbandoned()
                            ? runs.again(task).thenCompose(over -> next(runs, task, body))
                            : CompletableFuture.<T>failedFuture(Task.unwrapped(failure));
                })
                .thenCompose(Function.identity());
    }

    /** The body's result, in a future whose end, also by cancelling, ends the run. */
    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private static <T extends @Nullable Object> CompletableFuture<T> bodyOf(
            OpenTransaction run, Function<? super StmTransaction, ? extends CompletionStage<T>> body) {
        CompletableFuture<T> ended = new CompletableFuture<>();
        ended.whenComplete((value, failure) -> run.end());
        try {
            body.apply(run).whenComplete((value, failure) -> {
                if (failure == null) {
                    ended.complete(value);
                } else {
                    ended.completeExceptionally(Task.unwrapped(failure));
                }
            });
        } catch (Throwable e) {
            ended.completeExceptionally(e);
        }
        return ended;
    }
}
