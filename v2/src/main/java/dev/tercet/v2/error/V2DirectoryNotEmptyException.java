package dev.tercet.v2.error;

/**
 * Code 108: there is something in the directory.
 *
 * @since 0.1
 */
public final class V2DirectoryNotEmptyException extends V2ValueException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2DirectoryNotEmptyException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
