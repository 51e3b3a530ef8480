package dev.tercet.cli.run;

import dev.tercet.error.EtcdException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for futures, and throws what they failed with as it was. */
public final class Waiting {
    private Waiting() {}

    /** What the future answers. Every call has a deadline, so this ends. */
    public static <T> T on(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EtcdException cause ? cause : e;
        }
    }
}
