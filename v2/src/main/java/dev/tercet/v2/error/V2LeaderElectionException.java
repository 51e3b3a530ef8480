package dev.tercet.v2.error;

/**
 * Code 301: there is no leader at the moment.
 *
 * @since 0.1
 */
public final class V2LeaderElectionException extends V2TransientException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2LeaderElectionException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
