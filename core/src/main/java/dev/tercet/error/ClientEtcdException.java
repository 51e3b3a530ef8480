package dev.tercet.error;

/**
 * The fault is on our side of the wire.
 *
 * @since 0.1
 */
public non-sealed class ClientEtcdException extends EtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public ClientEtcdException(Details details) {
        super(details);
    }
}
