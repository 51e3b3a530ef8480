package dev.tercet.recipes.error;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;

/**
 * The sum would be beyond what 64 bits hold; the counter stays as it is.
 *
 * @since 0.1
 */
public final class CounterOverflowException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final long number;
    private final long delta;

    /** Makes one; applications have no need to. */
    public CounterOverflowException(String counter, long number, long delta) {
        super(Details.of(
                ErrorCode.FAILED_PRECONDITION,
                Outcome.NOT_APPLIED,
                counter + " is at " + number + ", and adding " + delta + " is beyond 64 bits; it is unchanged"));
        this.number = number;
        this.delta = delta;
    }

    /** What the counter is at. */
    public long number() {
        return number;
    }

    /** What was to be added. */
    public long delta() {
        return delta;
    }
}
