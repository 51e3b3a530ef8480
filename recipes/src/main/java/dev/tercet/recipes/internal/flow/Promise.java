package dev.tercet.recipes.internal.flow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A future that a recipe hands out: it is completed on the callback executor, whichever thread has the result, and whoever ends it
 * from outside, by cancelling it or with {@code orTimeout}, has what it waits for given up.
 *
 * <p>Insiders, which are blocked callers and recipes made of recipes, have the result {@linkplain #early early}, without the way
 * through that executor: a hop to another thread costs as much as half a call.
 *
 * <p>Threads: any. The result and an end from outside may race; the one that comes first counts: a result that is late is
 * handed back to whoever brought it, whether or not it had been told to give up. For an insider what counts is what came to it first.
 */
public final class Promise<T> extends CompletableFuture<T> {
    private final Executor callbacks;
    private final CompletableFuture<T> early = new CompletableFuture<>();
    private volatile boolean hasInsider;
    private volatile boolean insidersOnly;
    // Dependents of our own, added before anybody has the future.
    private int own;
    // Written before the future is completed by us, so that the one who sees it completed sees this.
    private volatile boolean delivered;

    /**
     * A promise.
     *
     * @param callbacks where dependents run
     */
    public Promise(Executor callbacks) {
        this.callbacks = callbacks;
        whenComplete(this::follow);
        own = 1;
    }

    // Where it was ended from outside, or its result brought before there was an insider.
    private void follow(@Nullable T value, @Nullable Throwable failure) {
        if (failure != null) {
            early.completeExceptionally(failure);
        } else {
            early.complete(value);
        }
    }

    /** Brings what a future brings that many share: whoever ends this one from outside ends it for himself. */
    public static <T> Promise<T> of(Executor callbacks, CompletableFuture<T> shared) {
        Promise<T> promise = new Promise<>(callbacks);
        shared.whenComplete((value, failure) -> {
            if (failure == null) {
                promise.succeed(value);
            } else {
                promise.fail(Task.unwrapped(failure));
            }
        });
        return promise;
    }

    /** Has this run once if the future is ended from outside; on the thread that does that, so it must be short. */
    public void onAbandon(Runnable abandoned) {
        own++;
        whenComplete((value, failure) -> {
            // Before what is given up can say how it ended: the last stage to be added is the first to be run.
            follow(value, failure);
            if (!delivered) {
                abandoned.run();
            }
        });
    }

    /**
     * The result as soon as there is one, on whichever thread brings it: who uses it does nothing there that waits. To give up, the
     * promise itself is cancelled; a result that came just before stays the insider's, to be undone.
     *
     * @return of a promise its early result, and any other future as it is
     */
    static <T> CompletableFuture<T> early(CompletableFuture<T> future) {
        if (future instanceof Promise<T> promise) {
            promise.hasInsider = true;
            return promise.early;
        }
        return future;
    }

    /** What a future came to for whoever has it, an insider above all; null as long as it has not, and if it failed or was given up. */
    public static <T> @Nullable T result(CompletableFuture<T> future) {
        if (future instanceof Promise<T> promise && isSuccess(promise.early)) {
            return promise.early.join();
        }
        return isSuccess(future) ? future.join() : null;
    }

    private static boolean isSuccess(CompletableFuture<?> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /**
     * Says that nobody but insiders has this future, so that it is completed by who brings the result, and no thread is woken for what
     * nobody waits for. If somebody has attached something to it, it is not believed.
     */
    public Promise<T> forInsidersOnly() {
        insidersOnly = getNumberOfDependents() <= own;
        return this;
    }

    /** Brings the result, which is null for a promise of {@code Void}. */
    public void succeed(@Nullable T value) {
        succeed(value, unwanted -> {});
    }

    /** Brings the result, which goes to {@code unwanted} if the future was ended from outside before. */
    public void succeed(@Nullable T value, Consumer<? super T> unwanted) {
        if (insidersOnly) {
            if (!settle(() -> super.complete(value))) {
                unwanted.accept(value);
            }
        } else if (hasInsider) {
            delivered = true;
            if (early.complete(value)) {
                deliver(() -> super.complete(value));
            } else {
                unwanted.accept(value);
            }
        } else {
            deliver(() -> {
                if (!settle(() -> super.complete(value))) {
                    unwanted.accept(value);
                }
            });
        }
    }

    /** Brings the failure. */
    public void fail(Throwable cause) {
        if (insidersOnly) {
            settle(() -> super.completeExceptionally(cause));
            return;
        } else if (hasInsider) {
            early.completeExceptionally(cause);
        }
        deliver(() -> settle(() -> super.completeExceptionally(cause)));
    }

    private void deliver(Runnable delivery) {
        if (isDone()) {
            delivery.run();
            return;
        }
        try {
            callbacks.execute(delivery);
        } catch (RuntimeException | Error e) {
            // The client is closed, or its executor full or without threads: somebody may wait for this all the same.
            // Not on the thread that brings it, which may be a connection's.
            ForkJoinPool.commonPool().execute(delivery);
        }
    }

    private boolean settle(BooleanSupplier completion) {
        if (isDone()) {
            return false;
        }
        delivered = true;
        return completion.getAsBoolean();
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }
}
