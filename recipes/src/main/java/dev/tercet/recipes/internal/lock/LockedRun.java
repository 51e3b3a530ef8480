package dev.tercet.recipes.internal.lock;

import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.lock.HeldLock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something done while a lock is held, and the release behind it.
 *
 * @param task what is cancelled when nobody wants the result any more
 * @param held the lock
 */
record LockedRun<T extends @Nullable Object>(Task task, HeldLock held) {
    CompletableFuture<T> of(Function<? super HeldLock, ? extends CompletionStage<T>> body) {
        CompletionStage<T> running = begun(body);
        task.step(running.toCompletableFuture());
        CompletableFuture<T> result = new CompletableFuture<>();
        // On the body's own stage: if that cannot be cancelled, the lock is kept until it has ended.
        running.whenComplete((value, failure) ->
                held.releaseAsync().whenComplete((released, unreleased) -> settle(result, value, failure, unreleased)));
        return result;
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private CompletionStage<T> begun(Function<? super HeldLock, ? extends CompletionStage<T>> body) {
        try {
            return body.apply(held);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T extends @Nullable Object> void settle(
            CompletableFuture<T> result, T value, @Nullable Throwable failure, @Nullable Throwable unreleased) {
        if (failure != null) {
            Throwable why = Task.unwrapped(failure);
            if (unreleased != null) {
                why.addSuppressed(Task.unwrapped(unreleased));
            }
            result.completeExceptionally(why);
        } else if (unreleased != null) {
            result.completeExceptionally(Task.unwrapped(unreleased));
        } else {
            result.complete(value);
        }
    }
}
