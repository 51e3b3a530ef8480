package dev.tercet.v2.internal.lock;

import dev.tercet.v2.internal.time.V2Timer;
import java.util.concurrent.Executor;

/**
 * What a claim stands on.
 *
 * @param timer its time
 * @param callbacks where its results are told
 * @param lane in which everything about it happens
 * @param claims those that are to end with the client
 */
record Ground(V2Timer timer, Executor callbacks, Lane lane, OpenClaims claims) {
    /** The same with a lane of its own. */
    Ground withOwnLane() {
        return new Ground(timer, callbacks, new Lane(), claims);
    }

    /** Runs a step in the lane after a while. */
    Runnable after(long nanos, Runnable step) {
        return timer.schedule(nanos, () -> lane.run(step));
    }
}
