package dev.tercet.v2.error;

/**
 * Code 401: the server no longer has the events from that index on.
 *
 * @since 0.1
 */
public final class V2EventIndexClearedException extends V2RejectedException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2EventIndexClearedException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
