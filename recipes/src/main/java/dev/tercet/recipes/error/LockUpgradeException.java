package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;

/**
 * A session that reads under a read-write lock wants to write, too, and would wait for itself: release the read lock first.
 *
 * @since 0.1
 */
public final class LockUpgradeException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public LockUpgradeException(Bytes name, long lease) {
        super(Details.of(
                ErrorCode.FAILED_PRECONDITION,
                Outcome.NOT_APPLIED,
                "write lock " + name + ": the session on lease " + Long.toHexString(lease)
                        + " has its read lock, or waits for it; release that first"));
    }
}
