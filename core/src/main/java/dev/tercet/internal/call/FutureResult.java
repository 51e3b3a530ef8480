package dev.tercet.internal.call;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.internal.delivery.Callbacks;
import dev.tercet.spi.Rpc;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call: completed where user code runs. On the callback executor, that is in batches, and no dependent of it, however
 * it was attached, ever runs on an I/O thread; in place it does, for who asked for that. Ending it from outside (cancel, a timeout of
 * its own) ends the call.
 */
public final class FutureResult<R> extends CompletableFuture<R> implements Calls.Result<R>, Runnable {
    private final Callbacks callbacks;

    /** Set before anybody has the future. */
    private Calls.@Nullable Cancellable flow;

    private @Nullable R value;
    private @Nullable Throwable failure;

    public FutureResult(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** Makes a call whose future this is. */
    public static <Q, R> CompletableFuture<R> of(
            Callbacks callbacks, Calls calls, Rpc<Q, R> rpc, Q request, CallOptions options) {
        FutureResult<R> future = new FutureResult<>(callbacks);
        future.of(calls.call(rpc, request, options, future));
        return future;
    }

    /** What is ended with it. */
    public void of(Calls.Cancellable its) {
        flow = its;
    }

    @Override
    public void done(@Nullable R its, @Nullable EtcdException why) {
        end(its, why);
    }

    private void end(@Nullable R its, @Nullable Throwable why) {
        value = its;
        failure = why;
        callbacks.complete(this);
    }

    /** Ends it with what is made of the reply, on this thread. */
    public <S> void done(@Nullable S reply, @Nullable EtcdException why, Function<? super S, ? extends R> mapping) {
        if (reply == null) {
            done(null, why);
            return;
        }
        R made;
        try {
            made = mapping.apply(reply);
        } catch (RuntimeException | Error e) {
            // Whatever it is: nobody else would end the future.
            end(null, e);
            return;
        }
        done(made, null);
    }

    /** Completes it; whoever hands it over makes the fields visible. */
    @Override
    public void run() {
        if (failure != null) {
            super.completeExceptionally(failure);
        } else {
            super.complete(value);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        giveUp();
        return cancelled;
    }

    @Override
    public boolean completeExceptionally(Throwable cause) {
        boolean completed = super.completeExceptionally(cause);
        giveUp();
        return completed;
    }

    @Override
    public boolean complete(R value) {
        boolean completed = super.complete(value);
        giveUp();
        return completed;
    }

    private void giveUp() {
        Calls.Cancellable its = flow;
        if (its != null) {
            its.cancel();
        }
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks.threads();
    }
}
