package dev.tercet.v2.error;

/**
 * Code 300: the members could not agree in time, or the server stops.
 *
 * @since 0.1
 */
public final class V2RaftException extends V2TransientException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2RaftException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
