package dev.tercet.recipes.internal.flow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A few calls one after another, of which one is under way at a time: whoever cancels the whole cancels that one, and one that is
 * made in the same moment is cancelled as soon as it is made.
 *
 * <pre>{@code
 * return Task.run(etcd.callbackExecutor(), task -> task.step(kv.get(key))
 *         .thenCompose(found -> task.step(kv.txn(change(found)))));
 * }</pre>
 */
public final class Task {
    private @Nullable CompletableFuture<?> current;
    private boolean abandoned;

    private Task() {}

    /**
     * Starts.
     *
     * @param callbacks where dependents of the result run
     * @param body the calls, each made within {@link #step}
     */
    public static <T> CompletableFuture<T> run(Executor callbacks, Function<Task, CompletableFuture<T>> body) {
        return run(callbacks, body, unwanted -> {});
    }

    /** Starts, and gives a result that comes when the whole is cancelled already to {@code unwanted}, to be undone. */
    public static <T> CompletableFuture<T> run(
            Executor callbacks, Function<Task, CompletableFuture<T>> body, Consumer<? super T> unwanted) {
        Task task = new Task();
        Promise<T> promise = new Promise<>(callbacks);
        promise.onAbandon(task::abandon);
        body.apply(task).whenComplete((value, failure) -> {
            if (failure != null) {
                promise.fail(unwrapped(failure));
            } else {
                promise.succeed(value, unwanted);
            }
        });
        return promise;
    }

    /** One call: it is cancelled when the whole is, also if that has happened already. */
    public <R> CompletableFuture<R> step(CompletableFuture<R> call) {
        boolean late;
        synchronized (this) {
            current = call;
            late = abandoned;
        }
        if (late) {
            call.cancel(true);
        }
        return Promise.early(call);
    }

    /** Whether the whole was cancelled: a loop looks at this before it goes round. */
    public synchronized boolean isAbandoned() {
        return abandoned;
    }

    private void abandon() {
        CompletableFuture<?> call;
        synchronized (this) {
            abandoned = true;
            call = current;
        }
        if (call != null) {
            call.cancel(true);
        }
    }

    /** What a future failed with, without the wrapping that its stages add. */
    public static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
