package dev.tercet.testkit.contract;

import dev.tercet.testkit.etcd.CommandResult;
import java.util.List;

/**
 * A server, or a cluster of them, that a test has for itself.
 *
 * @since 0.1
 */
public interface ContractServer extends AutoCloseable {
    /** Where clients reach the members. */
    List<String> endpoints();

    /** Makes the user {@code root} with the given password and switches authentication on. */
    void enableAuth(String rootPassword);

    /** Ends one member at once; it refuses connections from then on. */
    void kill(int member);

    /** Starts a killed member again, with its data, and waits until it is well. */
    void restart(int member);

    /** Stops one member: it accepts connections, and never answers. */
    void pause(int member);

    /** Lets a paused member go on. */
    void resume(int member);

    /** The index of the leader, once there is one. */
    int leader();

    /**
     * Runs {@code etcdctl} against all members.
     *
     * @param args a command and its arguments
     */
    CommandResult etcdctl(String... args);

    /** What one member tells at {@code /metrics}. */
    String metrics(int member);

    /** One more member, which the cluster has to be told of before it is started. */
    Newcomer newcomer();

    @Override
    void close();

    /** A member that joins while the others run. */
    interface Newcomer extends AutoCloseable {
        /** Where the other members will reach it. */
        String peerUrl();

        /** Where clients will reach it. */
        String endpoint();

        /** Starts it, and returns at once. */
        void start();

        /** Ends it at once. */
        @Override
        void close();
    }
}
