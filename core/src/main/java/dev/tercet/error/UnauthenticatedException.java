package dev.tercet.error;

/**
 * Wrong user, password or token, or none where one is needed.
 *
 * @since 0.1
 */
public final class UnauthenticatedException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public UnauthenticatedException(Details details) {
        super(details);
    }
}
