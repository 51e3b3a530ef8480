package dev.tercet.recipes.election;

import java.util.concurrent.CompletableFuture;

/**
 * What runs while its program leads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface LeaderBody {
    /**
     * Does it, for as long as it likes or until it is told to stop. On a thread of the callback executor, which it may block: an
     * executor that was given to the client needs one to spare for each loop.
     *
     * @param leadership to fence what it does, and to proclaim values
     * @param stop when to stop; the thread is interrupted then, too
     * @throws Exception logged; what comes next waits a while
     */
    void lead(Leadership leadership, Stop stop) throws Exception;

    /** Word that a body has to stop: its leadership is lost, or its loop is closed. */
    interface Stop {
        /** Whether it has to. */
        boolean isStopped();

        /** Completes when it has to; dependents run on the callback executor. It is one future for all who ask. */
        CompletableFuture<Void> stopped();
    }
}
