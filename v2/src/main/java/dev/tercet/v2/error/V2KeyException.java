package dev.tercet.v2.error;

/**
 * What the key is, or that it is not, stands in the way.
 *
 * @since 0.1
 */
public class V2KeyException extends V2RejectedException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2KeyException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
