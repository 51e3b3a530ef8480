package dev.tercet.conformance.faults.history;

import org.jspecify.annotations.Nullable;

/**
 * An attempt to get a lock, and the time for which its client had it.
 *
 * @param lock its name
 * @param asked when the acquisition began
 * @param deadline until when it was to wait; {@link Operation#NEVER} without one
 * @param answered when the acquisition ended, with or without the lock; {@link Operation#NEVER} if it did not
 * @param refusal how it ended if not with the lock
 * @param token the fencing token; 0 without the lock
 * @param lease the lease that the lock hangs on; 0 if not known
 * @param releasing when the client began to give it back: from here on it does not count on it
 * @param released when that was answered
 * @param lost when the loss was signalled
 * @param leaseEnds when by the client's own clock the lease ends or ended, as last known; {@link Operation#NEVER} if not known
 */
public record Hold(
        long id,
        String lock,
        String client,
        long asked,
        long deadline,
        long answered,
        @Nullable End refusal,
        long token,
        long lease,
        long releasing,
        long released,
        long lost,
        long leaseEnds) {
    /** Whether it ever had the lock. */
    public boolean isAcquired() {
        return token != 0;
    }

    /** Until when the client counts on having it. */
    public long until() {
        return Math.min(releasing, lost);
    }

    Hold answered(long newAnswered, @Nullable End newRefusal, long newToken, long newLease) {
        return new Hold(
                id,
                lock,
                client,
                asked,
                deadline,
                newAnswered,
                newRefusal,
                newToken,
                newLease,
                releasing,
                released,
                lost,
                leaseEnds);
    }

    Hold ending(long newReleasing, long newReleased, long newLost, long newLeaseEnds) {
        return new Hold(
                id,
                lock,
                client,
                asked,
                deadline,
                answered,
                refusal,
                token,
                lease,
                newReleasing,
                newReleased,
                newLost,
                newLeaseEnds);
    }

    @Override
    public String toString() {
        String times = "hold #" + id + " of " + lock + " by " + client + ": asked at " + Operation.at(asked);
        if (!isAcquired()) {
            return times + ", without it at " + Operation.at(answered) + " ms"
                    + (refusal == null ? "" : ", " + refusal);
        }
        return times + ", had it " + Operation.span(answered, until()) + " with token " + token;
    }
}
