package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.TransientEtcdException;

/**
 * Others changed what a transaction or an update had read, each time that it was tried, and it has been tried as often as allowed.
 * Nothing of it was applied.
 *
 * @since 0.1
 */
public final class ConflictException extends TransientEtcdException {
    private static final long serialVersionUID = 1;

    private final int attempts;

    /** Makes one; applications have no need to. */
    public ConflictException(String what, int attempts) {
        super(Details.of(
                ErrorCode.COMPARE_FAILED,
                Outcome.NOT_APPLIED,
                what + ": in conflict with others " + attempts + (attempts == 1 ? " time" : " times")
                        + ", which is as often as it may be tried; nothing was applied"));
        this.attempts = attempts;
    }

    /** How often it was tried. */
    public int attempts() {
        return attempts;
    }
}
