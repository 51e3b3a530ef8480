package dev.tercet.v2.error;

/**
 * Code 107: the root cannot be written.
 *
 * @since 0.1
 */
public final class V2RootReadOnlyException extends V2KeyException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2RootReadOnlyException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
