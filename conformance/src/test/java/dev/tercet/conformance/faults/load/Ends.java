package dev.tercet.conformance.faults.load;

import dev.tercet.error.EtcdException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How futures end: they all do. */
final class Ends {
    /** On a machine that is busy with other things. What would wait for good is what is looked for. */
    private static final long PATIENCE_SECONDS = 60;

    private Ends() {}

    /** Its failure, null if there is none; one that does not end, or fails with what is none of ours, is a violation. */
    static @Nullable EtcdException of(CompletableFuture<?> future, String what, Tally tally)
            throws InterruptedException {
        try {
            future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (TimeoutException e) {
            tally.violation("does not end", what);
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EtcdException failure) {
                return failure;
            }
            tally.violation("fails with an exception of no kind of ours", what + ": " + e.getCause());
            return null;
        }
    }
}
