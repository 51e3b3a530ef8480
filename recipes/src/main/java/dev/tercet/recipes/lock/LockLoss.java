package dev.tercet.recipes.lock;

/**
 * How a lock was lost.
 *
 * @param reason in a word
 * @param message for people
 * @since 0.1
 */
public record LockLoss(Reason reason, String message) {
    /** How a lock can be lost. */
    public enum Reason {
        /** The lease that it hung on is lost: no renewal got through in time, or somebody revoked it. */
        SESSION_LOST,
        /** The time that it was taken for is over. */
        TIME_OVER,
        /** Somebody else deleted its key. */
        KEY_REMOVED
    }
}
