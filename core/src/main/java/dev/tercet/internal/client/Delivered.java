package dev.tercet.internal.client;

import dev.tercet.internal.delivery.Callbacks;
import dev.tercet.internal.delivery.InOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What the user gets of a {@link Chain}: completed on the callback executor. Ending it from outside
 * cancels the chain. */
final class Delivered<R> extends CompletableFuture<R> {
    private final Callbacks callbacks;
    private final Chain<R> chain;

    private Delivered(Chain<R> chain, Callbacks callbacks) {
        this.chain = chain;
        this.callbacks = callbacks;
    }

    static <R> CompletableFuture<R> on(Callbacks callbacks, Chain<R> chain) {
        return on(callbacks, chain, value -> {});
    }

    /** Gives the value to {@code unwanted} if the future was ended from outside when the value was there but not delivered yet. */
    static <R> CompletableFuture<R> on(Callbacks callbacks, Chain<R> chain, Consumer<R> unwanted) {
        Delivered<R> delivered = new Delivered<>(chain, callbacks);
        chain.whenComplete((value, failure) -> InOrder.execute(callbacks.listeners(), () -> {
            if (failure != null) {
                delivered.completeExceptionally(failure);
            } else if (!delivered.complete(value)) {
                unwanted.accept(value);
            }
        }));
        return delivered;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        chain.cancel(true);
        return super.cancel(mayInterruptIfRunning);
    }

    /** Also from outside, as by {@code completeOnTimeout}: then nobody wants what the chain is at. */
    @Override
    public boolean complete(R value) {
        boolean completed = super.complete(value);
        chain.cancel(true);
        return completed;
    }

    /** Also from outside, as by {@code orTimeout}. */
    @Override
    public boolean completeExceptionally(Throwable cause) {
        boolean completed = super.completeExceptionally(cause);
        chain.cancel(true);
        return completed;
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks.threads();
    }
}
