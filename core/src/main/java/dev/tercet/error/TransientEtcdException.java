package dev.tercet.error;

/**
 * The same call may work later, or at another member.
 *
 * @since 0.1
 */
public non-sealed class TransientEtcdException extends EtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public TransientEtcdException(Details details) {
        super(details);
    }
}
