package dev.tercet.v2.error;

/**
 * Code 110: wrong credentials, or none, or ones that do not permit it.
 *
 * @since 0.1
 */
public final class V2InsufficientPermissionsException extends V2RejectedException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2InsufficientPermissionsException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
