package dev.tercet.v2.error;

/**
 * Code 105: the key exists.
 *
 * @since 0.1
 */
public final class V2KeyExistsException extends V2KeyException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2KeyExistsException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
