package dev.tercet.conformance.v2;

import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.v2.V2Backend;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the suites of the v2 API run over: a server, a backend and a view. */
interface V2Target {
    /** Which of a client's views does the work. */
    ViewKind view();

    /** What answers. */
    V2Backend backend();

    /**
     * Why the target cannot do something.
     *
     * @return empty if it can
     */
    Optional<String> lacks(V2Capability capability);

    /** The endpoints of the server that tests share, each keeping to keys of its own. */
    List<String> sharedEndpoints();

    /** A client of the shared server, which the tests share and do not close. */
    V2Subject shared();

    /** A server for one test, set up so that {@link #connect} works with it. */
    ContractServer start(UnaryOperator<EtcdSettings> change);

    /** A client for one test. */
    V2Subject connect(List<String> endpoints, Wish wish);

    /** Makes the server of this client forget the events up to now. */
    void forgetEvents(V2Subject subject);

    /**
     * How many watches a server has that was started for a test.
     *
     * @param subject a client of it
     */
    long watches(V2Subject subject, ContractServer server);
}
