package dev.tercet.v2.error;

/**
 * Code 400: the server recovered and forgot the watch.
 *
 * @since 0.1
 */
public final class V2WatcherClearedException extends V2RejectedException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2WatcherClearedException(Details details, V2ErrorPayload payload) {
        super(details, payload);
    }
}
