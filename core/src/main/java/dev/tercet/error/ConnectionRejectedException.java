package dev.tercet.error;

/**
 * The connection cannot be made as configured: certificates, scheme, or what answers is no etcd.
 *
 * @since 0.1
 */
public final class ConnectionRejectedException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public ConnectionRejectedException(Details details) {
        super(details);
    }
}
