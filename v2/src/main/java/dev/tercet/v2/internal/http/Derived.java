package dev.tercet.v2.internal.http;

import dev.tercet.error.EtcdException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of calls once they are answered: as another future, which runs its dependents where the calls do, and ends the call under
 * way when it is ended from outside. Failures are told as they are, in no wrapping.
 */
public final class Derived<T> extends CompletableFuture<T> {
    private final Executor callbacks;

    private Derived(Executor callbacks) {
        this.callbacks = callbacks;
    }

    /** The same with other failures. */
    static <T> CompletableFuture<T> failing(
            Executor callbacks, CompletableFuture<T> call, Function<EtcdException, EtcdException> words) {
        Derived<T> derived = new Derived<>(callbacks);
        call.whenComplete((value, thrown) -> {
            Throwable cause = unwrapped(thrown);
            derived.end(value, cause instanceof EtcdException failure ? words.apply(failure) : cause);
        });
        derived.endsWith(call);
        return derived;
    }

    /** Goes on with another call, unless the first failed. */
    public static <S, T> CompletableFuture<T> then(
            Executor callbacks, CompletableFuture<S> first, Function<? super S, CompletableFuture<T>> next) {
        return after(callbacks, first, next, cause -> null);
    }

    /**
     * Goes on with another call, also after some failures.
     *
     * @param instead the call for a failure; null if the failure is the end
     */
    public static <S, T> CompletableFuture<T> after(
            Executor callbacks,
            CompletableFuture<S> first,
            Function<? super S, CompletableFuture<T>> next,
            Function<Throwable, @Nullable CompletableFuture<T>> instead) {
        Derived<T> derived = new Derived<>(callbacks);
        derived.endsWith(first);
        first.whenComplete((value, thrown) -> {
            if (derived.isDone()) {
                return;
            }
            Throwable cause = unwrapped(thrown);
            CompletableFuture<T> second;
            try {
                second = cause == null ? next.apply(value) : instead.apply(cause);
            } catch (RuntimeException e) {
                derived.end(null, e);
                return;
            }
            if (second == null) {
                derived.end(null, cause);
                return;
            }
            second.whenComplete((last, why) -> derived.end(last, unwrapped(why)));
            derived.endsWith(second);
        });
        return derived;
    }

    private void endsWith(CompletableFuture<?> call) {
        whenComplete((value, thrown) -> call.cancel(true));
    }

    @SuppressWarnings("NullAway") // A Void is null, too.
    private void end(@Nullable T value, @Nullable Throwable cause) {
        if (cause == null) {
            complete(value);
        } else {
            completeExceptionally(cause);
        }
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }
}
