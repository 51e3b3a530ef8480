package dev.tercet.v2.error;

import dev.tercet.error.RejectedEtcdException;

/**
 * Another cluster answers than before, or than was expected. Thrown once: the new one counts from then on.
 *
 * @since 0.1
 */
public final class V2ClusterIdChangedException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2ClusterIdChangedException(Details details) {
        super(details);
    }
}
