package dev.tercet.internal.call;

import dev.tercet.error.EtcdException;
import dev.tercet.internal.delivery.Drainer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call: completed on the callback executor, in batches, so that no dependent of it, however it was attached, ever
 * runs on an I/O thread. Ending it from outside (cancel, a timeout of its own) ends the call.
 */
public final class FutureResult<R> extends CompletableFuture<R> implements Runnable {
    private final Drainer drainer;
    private final Executor callbacks;

    /** Set before anybody has the future. */
    private Calls.@Nullable Cancellable flow;

    private @Nullable R value;
    private @Nullable Throwable failure;

    public FutureResult(Drainer drainer, Executor callbacks) {
        this.drainer = drainer;
        this.callbacks = callbacks;
    }

    public void of(Calls.Cancellable its) {
        flow = its;
    }

    /** Ends it; exactly one of the two is null. */
    public void done(@Nullable R its, @Nullable Throwable why) {
        value = its;
        failure = why;
        drainer.submit(this);
    }

    /** Ends it with what is made of the reply, on this thread. */
    <S> void done(@Nullable S reply, @Nullable EtcdException why, Function<? super S, ? extends R> mapping) {
        if (reply == null) {
            done(null, why);
            return;
        }
        R made;
        try {
            made = mapping.apply(reply);
        } catch (RuntimeException | Error e) {
            // Whatever it is: nobody else would end the future.
            done(null, e);
            return;
        }
        done(made, null);
    }

    /** Completes it; the drainer's hand-over makes the fields visible. */
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
        return callbacks;
    }
}
