package dev.tercet.v2.error;

/**
 * Code 102: it is a directory.
 *
 * @since 0.1
 */
public final class V2NotFileException extends V2KeyException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2NotFileException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
