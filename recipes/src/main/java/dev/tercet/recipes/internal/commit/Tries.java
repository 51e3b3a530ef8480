package dev.tercet.recipes.internal.commit;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.recipes.error.ConflictException;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Pause;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often something is tried that others can get in the way of, and the pauses between, which grow and differ so that those who
 * met do not meet again. Used by one operation, one step at a time.
 */
public final class Tries {
    private static final long SHORTEST_NANOS = 1_000_000;
    private static final int DOUBLINGS = 6;

    private final String what;
    private final Deadline deadline;
    private final int most;
    private int conflicts;

    /**
     * None yet.
     *
     * @param most how often at most; 0 for as often as the deadline allows
     */
    public Tries(String what, Deadline deadline, int most) {
        this.what = what;
        this.deadline = deadline;
        this.most = most;
    }

    /** What is tried, for messages. */
    public String what() {
        return what;
    }

    /** Which try it is, beginning with 1. */
    public synchronized int number() {
        return conflicts + 1;
    }

    /**
     * Somebody got in the way: completes when it is time for another try, or fails because there is to be none. The second try
     * is made at once.
     */
    public CompletableFuture<@Nullable Void> again() {
        int met;
        synchronized (this) {
            met = ++conflicts;
        }
        if (met == most) {
            return CompletableFuture.failedFuture(new ConflictException(what, met));
        }
        long pause = pause(met);
        if (deadline.remaining() <= pause) {
            return CompletableFuture.failedFuture(timeout(met));
        }
        return Pause.of(deadline.timer(), pause);
    }

    private static long pause(int met) {
        if (met == 1) {
            return 0;
        }
        long longest = SHORTEST_NANOS << Math.min(met, DOUBLINGS);
        return ThreadLocalRandom.current().nextLong(longest / 4, longest);
    }

    private EtcdTimeoutException timeout(int met) {
        return new EtcdTimeoutException(Details.of(
                ErrorCode.TIMEOUT,
                Outcome.NOT_APPLIED,
                what + ": its time is up after " + met + (met == 1 ? " conflict" : " conflicts")
                        + " with others; nothing was applied"));
    }
}
