package dev.tercet.spi.engine;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a future as the callers of a blocking view do: what it fails with is thrown as it is, with the caller's stack, and an
 * interrupt cancels it.
 *
 * @since 0.1
 */
public final class Waiting {
    private Waiting() {}

    /**
     * The result. An interrupt cancels the future, sets the flag again and throws {@link InterruptedEtcdException}.
     *
     * @param what what was asked, in words, for the message of an interrupt
     * @param outcome what an interrupt leaves behind
     */
    public static <R> R on(CompletableFuture<R> future, String what, Outcome outcome) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (future.cancel(true)) {
                        throw interrupted(what + ": interrupted while waiting", what, outcome, e);
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

    /**
     * The result of a call that is not made at all on a thread that is interrupted already: nobody would wait for it, and what is not
     * sent is not in doubt.
     *
     * @param what what is asked, in words
     * @param outcome what an interrupt leaves behind once it was sent
     * @param call makes it
     * @throws IllegalStateException in a callback on the I/O thread, which would wait for itself; then the call is not made either
     */
    public static <R> R on(String what, Outcome outcome, Supplier<? extends CompletableFuture<R>> call) {
        InPlaceCallbacks.refuseToWait(what);
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(
                    what + ": not sent, since the thread was already interrupted", what, Outcome.NOT_APPLIED, null);
        }
        return on(call.get(), what, outcome);
    }

    private static InterruptedEtcdException interrupted(
            String message, String what, Outcome outcome, @Nullable InterruptedException cause) {
        String doubt = outcome == Outcome.UNKNOWN ? "; it may or may not have been applied" : "";
        return new InterruptedEtcdException(
                new Details(ErrorCode.INTERRUPTED, outcome, message + doubt, what, null, cause));
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
