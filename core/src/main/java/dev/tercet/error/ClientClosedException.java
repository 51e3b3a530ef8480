package dev.tercet.error;

/**
 * The client, or the watch or lease, is closed.
 *
 * @since 0.1
 */
public final class ClientClosedException extends ClientEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public ClientClosedException(Details details) {
        super(details);
    }
}
