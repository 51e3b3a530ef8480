package dev.tercet.cli.tour;

import dev.tercet.error.EtcdException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for futures as a caller of the blocking client would. */
final class Waiting {
    private Waiting() {}

    /** What the future answers; its failure is thrown as it is. Every call has a deadline, so this ends. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EtcdException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
