package dev.tercet.error;

/**
 * No member could be reached, or the connection broke, or the member is stopping.
 *
 * @since 0.1
 */
public final class UnavailableException extends TransientEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public UnavailableException(Details details) {
        super(details);
    }
}
