package dev.tercet.error;

/**
 * The waiting thread was interrupted; the call was cancelled, and the thread's interrupt flag is set again. Where the
 * flag was set before a single call, nothing was sent.
 *
 * @since 0.1
 */
public final class InterruptedEtcdException extends ClientEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public InterruptedEtcdException(Details details) {
        super(details);
    }
}
