package dev.tercet.v2.error;

import dev.tercet.error.TransientEtcdException;

/**
 * No event came within the time that the watch was given.
 *
 * @since 0.1
 */
public final class V2WatchTimedOutException extends TransientEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2WatchTimedOutException(Details details) {
        super(details);
    }
}
