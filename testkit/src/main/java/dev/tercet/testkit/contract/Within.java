package dev.tercet.testkit.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures, but not for good. */
final class Within {
    private Within() {}

    /** What the future holds; its exception, unwrapped, if it failed. */
    static <T> T seconds(long limit, CompletableFuture<T> future) throws Exception {
        try {
            return future.get(limit, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not completed within " + limit + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
