package dev.tercet.error;

/**
 * The member that was asked has no leader: it is cut off, or an election is under way.
 *
 * @since 0.1
 */
public final class NoLeaderException extends TransientEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public NoLeaderException(Details details) {
        super(details);
    }
}
