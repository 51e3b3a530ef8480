package dev.tercet.v2.error;

/**
 * Code 100: there is no such key.
 *
 * @since 0.1
 */
public final class V2KeyNotFoundException extends V2KeyException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2KeyNotFoundException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
