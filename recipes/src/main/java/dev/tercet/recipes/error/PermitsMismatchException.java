package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;

/**
 * Somebody uses a semaphore of this name with another number of permits: all have to say the same, or it would let in too many.
 *
 * @since 0.1
 */
public final class PermitsMismatchException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final int permits;

    /** Makes one; applications have no need to. */
    public PermitsMismatchException(Bytes name, int permits, Bytes other) {
        super(Details.of(
                ErrorCode.FAILED_PRECONDITION,
                Outcome.NOT_APPLIED,
                "semaphore " + name + " is not one of " + permits + " permits to everybody: there is " + other));
        this.permits = permits;
    }

    /** The number that was refused. */
    public int permits() {
        return permits;
    }
}
