package dev.tercet.v2.error;

/**
 * Code 101: the key is not as expected.
 *
 * @since 0.1
 */
public final class V2CompareFailedException extends V2ValueException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2CompareFailedException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
