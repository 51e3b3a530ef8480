package dev.tercet.error;

/**
 * The server's database is full: compact, defragment, and disarm the alarm.
 *
 * @since 0.1
 */
public final class NoSpaceException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public NoSpaceException(Details details) {
        super(details);
    }
}
