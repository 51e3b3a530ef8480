package dev.tercet.error;

/**
 * No answer within the deadline; a write that was sent has outcome UNKNOWN.
 *
 * @since 0.1
 */
public final class EtcdTimeoutException extends TransientEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public EtcdTimeoutException(Details details) {
        super(details);
    }
}
