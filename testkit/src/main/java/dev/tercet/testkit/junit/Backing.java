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

    /**
     * A builder of clients of it.
     *
     * @param counts counts what they have open
     */
    EtcdClientBuilder clients(OpenCounts counts);

    /** What it can give of a type; null if that is of the other kind. */
    @Nullable
    Object give(Class<?> type);

    /**
     * Makes it as new.
     *
     * @return false if that is not possible, as when a test has stopped it: then another has to take its place
     */
    boolean clean();

    @Override
    void close();
}
