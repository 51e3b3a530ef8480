package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.lease.LeaseState;

/**
 * The lease of a session is lost, and with it all that hung on it: locks, leaderships, registrations. Open another session.
 *
 * @since 0.1
 */
public final class SessionLostException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final long lease;
    private final LeaseState.Reason reason;

    /** Makes one; applications have no need to. */
    public SessionLostException(long lease, LeaseState.Lost lost) {
        super(Details.of(
                ErrorCode.SESSION_LOST,
                Outcome.NOT_APPLIED,
                "the session on lease " + Long.toHexString(lease) + " is lost: " + lost.message()
                        + "; open another session"));
        this.lease = lease;
        this.reason = lost.reason();
    }

    /** The lease that was lost. */
    public long lease() {
        return lease;
    }

    /** Why it was lost. */
    public LeaseState.Reason reason() {
        return reason;
    }
}
