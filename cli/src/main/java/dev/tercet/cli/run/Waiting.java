package dev.tercet.cli.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for futures, and throws what they failed with as it was. */
public final class Waiting {
    private Waiting() {}

    /** What a future failed with, without what futures wrap it in on the way. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** What the future answers. Every call has a deadline, so this ends. Only what is checked stays wrapped. */
    public static <T> T on(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
