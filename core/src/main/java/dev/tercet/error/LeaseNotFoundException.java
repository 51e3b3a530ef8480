package dev.tercet.error;

/**
 * There is no such lease: it ran out, was revoked, or never was.
 *
 * @since 0.1
 */
public final class LeaseNotFoundException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final long lease;

    /** Makes one; applications have no need to. */
    public LeaseNotFoundException(Details details, long lease) {
        super(details);
        this.lease = lease;
    }

    /** The lease that was asked for; 0 when it was one of several in a transaction. */
    public long lease() {
        return lease;
    }
}
