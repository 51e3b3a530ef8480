package dev.tercet.error;

/**
 * What came back makes no sense.
 *
 * @since 0.1
 */
public final class ProtocolException extends ClientEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public ProtocolException(Details details) {
        super(details);
    }
}
