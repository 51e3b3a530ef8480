package dev.tercet.testkit.junit;

import dev.tercet.EtcdClientBuilder;
import org.jspecify.annotations.Nullable;

/** An etcd behind tests, of either kind. */
interface Backing extends AutoCloseable {
    /** Starts what is wanted. */
    static Backing start(EtcdTest wanted) {
        return switch (wanted.backend()) {
            case EMBEDDED -> new EmbeddedBacking(wanted);
            case REAL -> new RealBacking(wanted);
        };
    }

    /** A builder of clients of it. */
    EtcdClientBuilder clients();

    /** What it can give of a type; null if that is of the other kind. */
    @Nullable
    Object give(Class<?> type);

    /** Makes it as new. */
    void clean();

    /** What clients have open there. */
    Open open();

    @Override
    void close();

    /**
     * What is open at a server.
     *
     * @param watches watches
     * @param streams other streams that last: observations of elections
     * @param waiting calls that wait: for locks, and in elections
     */
    record Open(long watches, long streams, long waiting) {
        boolean isNoMoreThan(Open other) {
            return watches <= other.watches && streams <= other.streams && waiting <= other.waiting;
        }

        Open minus(Open other) {
            return new Open(
                    Math.max(0, watches - other.watches),
                    Math.max(0, streams - other.streams),
                    Math.max(0, waiting - other.waiting));
        }
    }
}
