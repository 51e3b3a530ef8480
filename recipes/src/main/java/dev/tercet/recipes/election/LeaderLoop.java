package dev.tercet.recipes.election;

import dev.tercet.recipes.internal.flow.Await;
import java.util.concurrent.CompletableFuture;

/**
 * Campaigns, runs a body while it leads, and campaigns again, until it is closed: on one session after another.
 *
 * <p>When the leadership is lost or the loop is closed, the body is told to stop, and its thread is interrupted. When the body returns
 * the leadership is resigned, and the loop campaigns again, behind those who wait; after less than a tenth of a second it rests as long
 * first. A body that throws is logged; then, and after a
 * campaign that failed, the loop rests for a tenth of a second, and longer each time up to five seconds.
 *
 * <p><b>Guarantee.</b> Two bodies of one loop never run at the same time: it does not campaign before the body has ended, however long
 * that takes. Two bodies of <em>different</em> loops may overlap, when one was paused, or does not stop at once when told: a body is told
 * of the loss of its session before the server lets another lead, but not of how long it then takes to return. What must not be done
 * by two is guarded with {@link Leadership#isLeader()} or {@link Leadership#revision()}. <b>Cost.</b> That of a session and an election.
 * When a session is <b>lost</b> the body is stopped, and the loop goes on with the next. <b>Keys.</b> Those of {@link Election}.
 *
 * @since 0.1
 */
public interface LeaderLoop extends AutoCloseable {
    /** Whether the body runs. */
    boolean isLeading();

    /**
     * Tells the body to stop, waits for its end, resigns, and closes the session.
     *
     * @return completes when all of that is done; the candidate's key is gone then, or goes with its lease
     */
    CompletableFuture<Void> closeAsync();

    /** {@link #closeAsync()}, waiting for it: not from within the body, which would wait for itself. Closing twice is harmless. */
    @Override
    default void close() {
        Await.on("close leader loop", closeAsync());
    }
}
