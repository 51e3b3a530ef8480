package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;

/**
 * The barrier is held already, by this caller or another.
 *
 * @since 0.1
 */
public final class BarrierHeldException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public BarrierHeldException(Bytes name) {
        super(Details.of(
                ErrorCode.FAILED_PRECONDITION,
                Outcome.NOT_APPLIED,
                "barrier " + name + " is held already; release it before it is held anew"));
    }
}
