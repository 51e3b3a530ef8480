package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;

/**
 * Too many want to enter a double barrier: as many as it has members are waiting, or inside, or not all of them have left yet.
 *
 * @since 0.1
 */
public final class BarrierFullException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final int members;

    /** Makes one; applications have no need to. */
    public BarrierFullException(Bytes name, int members) {
        super(Details.of(
                ErrorCode.FAILED_PRECONDITION,
                Outcome.NOT_APPLIED,
                "double barrier " + name + " has its " + members
                        + " members already, or not all of them have left yet; enter when they have"));
        this.members = members;
    }

    /** How many it is for. */
    public int members() {
        return members;
    }
}
