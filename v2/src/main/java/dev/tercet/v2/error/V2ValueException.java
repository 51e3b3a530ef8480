package dev.tercet.v2.error;

/**
 * A value that was given does not fit: codes 200 to 212, and those of its subclasses.
 *
 * @since 0.1
 */
public class V2ValueException extends V2RejectedException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2ValueException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
