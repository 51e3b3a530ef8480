package dev.tercet.internal.client;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import java.util.concurrent.ExecutionException;

/** Waits for a {@link Chain} as a blocking caller does. */
final class Waiting {
    private Waiting() {}

    /**
     * The result. An interrupt cancels the chain, sets the flag again and throws {@code InterruptedEtcdException}.
     *
     * @param outcome what an interrupt leaves behind
     */
    static <R> R on(Chain<R> chain, String what, Outcome outcome) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return chain.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (chain.cancel(true)) {
                        throw new InterruptedEtcdException(new Details(
                                ErrorCode.INTERRUPTED, outcome, what + ": interrupted while waiting", what, null, e));
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
            // Made on an I/O thread; the caller's stack is what its reader needs.
            failure.fillInStackTrace();
            return failure;
        } else if (cause instanceof RuntimeException failure) {
            return failure;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }
}
