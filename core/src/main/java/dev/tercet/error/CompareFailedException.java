package dev.tercet.error;

import dev.tercet.kv.TxnResult;

/**
 * The compares of a transaction did not hold, and the caller asked for that to be an exception.
 *
 * @since 0.1
 */
public final class CompareFailedException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final transient TxnResult result;

    /** Makes one; applications have no need to. */
    public CompareFailedException(Details details, TxnResult result) {
        super(details);
        this.result = result;
    }

    /** What the {@code orElse} branch answered; null after deserialization. */
    public TxnResult result() {
        return result;
    }
}
