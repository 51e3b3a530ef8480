package dev.tercet.testkit.contract;

import dev.tercet.EtcdClientBuilder;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.util.List;
import java.util.function.UnaryOperator;

/** Suites whose other side is a script. */
interface ScriptedContract extends Contract {
    /** One sequence, with a server and a client of its own. */
    @FunctionalInterface
    interface Scenario {
        void play(ScriptedServer server, Subject etcd) throws Throwable;
    }

    /** Plays a scenario with a plain client. */
    default void scripted(Scenario scenario) throws Throwable {
        scripted(builder -> builder, scenario);
    }

    /** Plays a scenario with a client that is set up in a certain way. */
    default void scripted(UnaryOperator<EtcdClientBuilder> change, Scenario scenario) throws Throwable {
        requires(Capability.SCRIPTS);
        try (ScriptedServer server = ScriptedServer.start();
                Subject etcd = connect(List.of(endpointOf(server)), change)) {
            scenario.play(server, etcd);
        }
    }

    /** Where the client under test reaches a script. */
    default String endpointOf(ScriptedServer server) {
        return target().endpointOf(server);
    }

    /** Opens a watch without waiting for its start, which the script has yet to play. */
    default Watch open(Subject etcd, WatchRequest request) {
        return etcd.client().async().watches().open(request);
    }

    /** Opens a watch and reads it step by step. */
    default WatchProbe probe(Subject etcd, WatchRequest request) {
        return new WatchProbe(open(etcd, request));
    }
}
