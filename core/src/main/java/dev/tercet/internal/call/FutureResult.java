package dev.tercet.internal.call;

import dev.tercet.error.EtcdException;
import dev.tercet.internal.delivery.Drainer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call: completed on the callback executor, in batches, so that no dependent of it, however it was attached, ever
 * runs on an I/O thread. Ending it from outside (cancel, a timeout of its own) ends the call.
 */
final class FutureResult<R> extends CompletableFuture<R> implements Calls.Result<R>, Runnable {
    private final Drainer drainer;
    private final Executor callbacks;

    /** Set before the call starts. */
    private @Nullable CallFlow<?, R> flow;

    private @Nullable R reply;
    private @Nullable EtcdException failure;

    FutureResult(Drainer drainer, Executor callbacks) {
        this.drainer = drainer;
        this.callbacks = callbacks;
    }

    void of(CallFlow<?, R> its) {
        flow = its;
    }

    @Override
    public void done(@Nullable R its, @Nullable EtcdException why) {
        reply = its;
        failure = why;
        drainer.submit(this);
    }

    /** Completes it; the drainer's hand-over makes the fields visible. */
    @Override
    public void run() {
        if (failure != null) {
            super.completeExceptionally(failure);
        } else {
            super.complete(reply);
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
        CallFlow<?, R> its = flow;
        if (its != null) {
            its.cancel();
        }
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }
}
