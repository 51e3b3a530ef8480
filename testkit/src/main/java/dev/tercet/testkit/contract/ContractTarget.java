package dev.tercet.testkit.contract;

import dev.tercet.EtcdClientBuilder;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.EtcdVersion;
import dev.tercet.testkit.script.ScriptedServer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the suites run over: a backend, a transport and a view. A new backend or transport plugs in by implementing this.
 *
 * @since 0.1
 */
public interface ContractTarget {
    /** Which of a client's views does the work. */
    ViewKind view();

    /** The version of etcd that the backend is, or follows. */
    EtcdVersion version();

    /**
     * Why the target cannot do something.
     *
     * @return empty if it can
     */
    Optional<String> lacks(Capability capability);

    /** The endpoints of the server that tests share, each keeping to keys of its own. */
    List<String> sharedEndpoints();

    /** A client of the shared server, which the tests share and do not close. */
    Subject shared();

    /**
     * A server for one test.
     *
     * @param change what the test needs to be different from one plain member of {@link #version()}
     */
    ContractServer start(UnaryOperator<EtcdSettings> change);

    /**
     * Where this target's clients reach a scripted server.
     *
     * @param server what plays the script; what has to be between it and the clients ends with it
     */
    @SuppressWarnings("exports") // Only our own targets play scripts.
    default String endpointOf(ScriptedServer server) {
        return server.endpoint();
    }

    /** A builder of clients, set to this target's transport and otherwise as it comes. */
    EtcdClientBuilder builder();
}
