package dev.tercet.recipes.internal.flow;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for a future as a blocking caller does: the blocking form of every recipe is this and the asynchronous form. */
public final class Await {
    private Await() {}

    /**
     * The result. An interrupt cancels the future, which undoes what it is at, sets the flag again and throws {@code
     * InterruptedEtcdException}.
     *
     * @param what the call, for the message of that
     */
    public static <T> T on(String what, CompletableFuture<T> future) {
        boolean interrupted = false;
        CompletableFuture<T> result = Promise.early(future);
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    future.cancel(true);
                    if (result.isCancelled()) {
                        throw new InterruptedEtcdException(new Details(
                                ErrorCode.INTERRUPTED,
                                Outcome.UNKNOWN,
                                what + ": interrupted while waiting; what was begun is given up",
                                what,
                                null,
                                e));
                    }
                    // The result was faster: take it.
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The same for a future that nobody else has, which spares the way through the callback executor altogether. */
    public static <T> T own(String what, CompletableFuture<T> future) {
        return on(what, future instanceof Promise<T> promise ? promise.forInsidersOnly() : future);
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof EtcdException failure) {
            // Made on another thread; the caller's stack is what its reader needs.
            failure.fillInStackTrace();
            return failure;
        } else if (cause instanceof RuntimeException failure) {
            return failure;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }
}
