package dev.tercet.v2.error;

/**
 * Code 104: something above the key is no directory.
 *
 * @since 0.1
 */
public final class V2NotDirectoryException extends V2KeyException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2NotDirectoryException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
