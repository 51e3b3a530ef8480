package dev.tercet.error;

/**
 * The server has more to do than it can; back off.
 *
 * @since 0.1
 */
public final class TooManyRequestsException extends TransientEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public TooManyRequestsException(Details details) {
        super(details);
    }
}
