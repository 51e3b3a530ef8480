package dev.tercet.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.call.Calls;
import dev.tercet.lease.KeptLease;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.engine.Waiting;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What comes of several calls one after another. Its steps run on the I/O thread, so it is for the engine's eyes only: a {@link
 * Delivered} takes it to those who do not wait, a {@link Waiting} to those who do. Cancelling it cancels the call under way.
 */
final class Chain<R> extends CompletableFuture<R> {
    private volatile Calls.@Nullable Cancellable current;

    static <R> Chain<R> of(R value) {
        Chain<R> chain = new Chain<>();
        chain.complete(value);
        return chain;
    }

    static <R> Chain<R> failed(Throwable cause) {
        Chain<R> chain = new Chain<>();
        chain.completeExceptionally(cause);
        return chain;
    }

    static <Q, R> Chain<R> call(Calls calls, Rpc<Q, R> rpc, Q request, CallOptions options) {
        Chain<R> chain = new Chain<>();
        Calls.Result<R> result = (reply, failure) -> chain.end(reply, failure);
        chain.under(calls.call(rpc, request, options, result));
        return chain;
    }

    /** Goes on with what this one led to, unless it failed. */
    <S> Chain<S> then(Function<? super R, Chain<S>> next) {
        Chain<S> whole = new Chain<>();
        whole.under(() -> cancel(true));
        whenComplete((value, failure) -> {
            if (failure != null) {
                whole.end(null, failure);
                return;
            }
            if (whole.isDone()) {
                return;
            }
            Chain<S> rest;
            try {
                rest = next.apply(value);
            } catch (RuntimeException e) {
                whole.completeExceptionally(e);
                return;
            }
            whole.under(() -> rest.cancel(true));
            rest.whenComplete(whole::end);
        });
        return whole;
    }

    <S> Chain<S> map(Function<? super R, S> function) {
        return then(value -> of(function.apply(value)));
    }

    /** This value instead of such a failure. */
    Chain<R> orIf(Predicate<Throwable> which, R instead) {
        Chain<R> whole = new Chain<>();
        whole.under(() -> cancel(true));
        whenComplete((value, failure) -> {
            if (failure != null && which.test(failure)) {
                whole.end(instead, null);
            } else {
                whole.end(value, failure);
            }
        });
        return whole;
    }

    /** With other failures. */
    Chain<R> failing(UnaryOperator<Throwable> words) {
        Chain<R> whole = new Chain<>();
        whole.under(() -> cancel(true));
        whenComplete((value, failure) -> whole.end(value, failure == null ? null : words.apply(failure)));
        return whole;
    }

    /** Ends with a value or a failure. A kept lease that comes after its cancellation is let go. */
    @SuppressWarnings("NullAway")
    void end(@Nullable R value, @Nullable Throwable failure) {
        if (failure == null) {
            if (!complete(value) && value instanceof KeptLease kept) {
                kept.close();
            }
        } else {
            completeExceptionally(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
        }
    }

    /** Says what to cancel from now on. */
    void under(Calls.Cancellable way) {
        current = way;
        if (isCancelled()) {
            way.cancel();
        }
    }

    /** The call first: what depends on the end of this may clean up after it. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        Calls.Cancellable way = current;
        if (!isDone() && way != null) {
            way.cancel();
        }
        return super.cancel(mayInterruptIfRunning);
    }
}
