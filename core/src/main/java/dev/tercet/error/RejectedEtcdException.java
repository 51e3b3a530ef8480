package dev.tercet.error;

/**
 * The server said no, and will say so again.
 *
 * @since 0.1
 */
public non-sealed class RejectedEtcdException extends EtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public RejectedEtcdException(Details details) {
        super(details);
    }
}
