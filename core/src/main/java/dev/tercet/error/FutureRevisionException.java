package dev.tercet.error;

/**
 * The revision asked for is yet to come.
 *
 * @since 0.1
 */
public final class FutureRevisionException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public FutureRevisionException(Details details) {
        super(details);
    }
}
