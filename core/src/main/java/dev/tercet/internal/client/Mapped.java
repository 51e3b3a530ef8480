package dev.tercet.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call's future with its value made into another.
 *
 * <p>What {@code thenApply} answers would do but for one thing: nobody is told when it is cancelled or completed from outside, and
 * the call would go on at the server.
 */
final class Mapped<A, B> extends CompletableFuture<B> {
    private final CompletableFuture<A> source;

    Mapped(CompletableFuture<A> source, Function<? super A, ? extends B> function) {
        this.source = source;
        source.whenComplete((value, failure) -> take(value, failure, function));
    }

    // The value is null only where there is a failure.
    @SuppressWarnings("NullAway")
    private void take(@Nullable A value, @Nullable Throwable failure, Function<? super A, ? extends B> function) {
        if (failure != null) {
            super.completeExceptionally(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
            return;
        }
        try {
            super.complete(function.apply(value));
        } catch (RuntimeException e) {
            super.completeExceptionally(e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        source.cancel(mayInterruptIfRunning);
        return cancelled;
    }

    @Override
    public boolean complete(B value) {
        boolean completed = super.complete(value);
        source.cancel(false);
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable cause) {
        boolean completed = super.completeExceptionally(cause);
        source.cancel(false);
        return completed;
    }

    @Override
    public Executor defaultExecutor() {
        return source.defaultExecutor();
    }
}
