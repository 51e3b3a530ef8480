package dev.tercet.embedded;

/**
 * What clients of an {@link EmbeddedEtcd} have under way.
 *
 * @param watches watches that are open
 * @param streams streams that are open: those of watches, and others such as snapshots and observed elections
 * @param waitingCalls calls that wait for their answer, such as for a lock
 * @since 0.1
 */
public record EmbeddedUsage(int watches, int streams, int waitingCalls) {
    /** Whether nothing is under way. */
    public boolean isIdle() {
        return watches == 0 && streams == 0 && waitingCalls == 0;
    }
}
