package dev.tercet.v2.internal.lock;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for a future as a blocking caller does. */
final class Await {
    private Await() {}

    /**
     * The result. An interrupt cancels the future, which gives up what it waits for, sets the flag again and throws {@code
     * InterruptedEtcdException}.
     *
     * @param what the call, for the message of that
     */
    static <T> T on(String what, CompletableFuture<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (future.cancel(true)) {
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

    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof EtcdException failure) {
            // Made on another thread; the caller's stack is what its reader needs.
            failure.fillInStackTrace();
            return failure;
        } else if (cause instanceof IllegalArgumentException || cause instanceof IllegalStateException) {
            cause.fillInStackTrace();
            return (RuntimeException) cause;
        } else if (cause instanceof RuntimeException failure) {
            return failure;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }
}
