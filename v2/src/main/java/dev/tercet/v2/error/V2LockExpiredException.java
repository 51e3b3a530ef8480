package dev.tercet.v2.error;

import dev.tercet.error.RejectedEtcdException;

/**
 * The entry of a lock in its queue is gone: its time to live ran out, or somebody deleted it.
 *
 * @since 0.1
 */
public final class V2LockExpiredException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2LockExpiredException(Details details) {
        super(details);
    }
}
