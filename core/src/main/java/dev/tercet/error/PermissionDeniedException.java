package dev.tercet.error;

/**
 * The user may not do this.
 *
 * @since 0.1
 */
public final class PermissionDeniedException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public PermissionDeniedException(Details details) {
        super(details);
    }
}
