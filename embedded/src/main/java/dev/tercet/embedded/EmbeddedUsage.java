package dev.tercet.embedded;

/**
 * What clients of an {@link EmbeddedEtcd} have under way at one moment. Each thing is counted once: the streams on which clients have
 * their watches and renew their leases are not counted, whatever is on them. Connections are not counted either.
 *
 * <p>What a client has closed may be counted for a moment still, until the server has heard of it.
 *
 * @param watches watches that are open
 * @param streams other streams that are open: observed elections, snapshots, and reads that come piece by piece
 * @param waitingCalls calls that wait for their answer, such as for a lock, or because a fault holds it back
 * @since 0.1
 */
public record EmbeddedUsage(int watches, int streams, int waitingCalls) {
    /** Whether nothing is under way. */
    public boolean isIdle() {
        return watches == 0 && streams == 0 && waitingCalls == 0;
    }
}
