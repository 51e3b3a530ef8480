package dev.tercet.v2.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What is made of another future's result. Ending this one from outside (cancel, a timeout of its own) cancels the other. */
final class Following<R> extends CompletableFuture<R> {
    private final Executor callbacks;

    private Following(CompletableFuture<?> source, Executor callbacks) {
        this.callbacks = callbacks;
        whenComplete((result, failure) -> source.cancel(true));
    }

    /** Follows a future, whose failure is this one's too. */
    static <S, R> CompletableFuture<R> of(
            CompletableFuture<S> source, Executor callbacks, Function<? super S, ? extends R> result) {
        return of(source, callbacks, result, failure -> {
            throw unchecked(failure);
        });
    }

    /**
     * Follows a future.
     *
     * @param result makes the result; what it throws is the failure
     * @param failure makes something else of a failure, or throws it
     */
    static <S, R> CompletableFuture<R> of(
            CompletableFuture<S> source,
            Executor callbacks,
            Function<? super S, ? extends R> result,
            Function<? super Throwable, ? extends R> failure) {
        Following<R> following = new Following<>(source, callbacks);
        source.whenComplete((value, thrown) -> {
            try {
                following.complete(thrown == null ? result.apply(value) : failure.apply(cause(thrown)));
            } catch (RuntimeException | Error e) {
                following.completeExceptionally(cause(e));
            }
        });
        return following;
    }

    /** A failure to throw on as it is: what wraps a checked one, or an error, comes off where it is caught. */
    static RuntimeException unchecked(Throwable failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new CompletionException(failure);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }
}
