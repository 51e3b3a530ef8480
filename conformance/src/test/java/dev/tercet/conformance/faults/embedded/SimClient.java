package dev.tercet.conformance.faults.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.internal.client.ClientStart;
import dev.tercet.internal.client.EndpointSource;
import dev.tercet.internal.client.EngineStart;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.Recipes;
import dev.tercet.spi.TransportProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A client in the simulation.
 *
 * @param name for people
 * @param etcd what the programme uses: handed over or in place
 * @param tasks where its callbacks run
 * @param timer its time
 * @param recipes on it
 * @param timeout of its calls
 */
record SimClient(String name, EtcdClient etcd, SimTasks tasks, SimTimer timer, Recipes recipes, Duration timeout) {
    /**
     * Starts one.
     *
     * @param offset what its clock shows at the beginning
     */
    static SimClient start(
            String name, Shape shape, Credentials credentials, TransportProvider wire, SimTime time, long offset) {
        SimTasks tasks = new SimTasks(time, offset);
        SimTimer timer = new SimTimer(time, offset);
        EngineStart.Setup engine = new EngineStart.Setup(
                EndpointSource.given(shape.endpoints()),
                null,
                false,
                tasks,
                wire,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Integer.MAX_VALUE);
        EtcdClient made = ClientStart.start(
                new ClientStart.Setup(
                        engine,
                        credentials,
                        CallOptions.DEFAULT.withTimeout(shape.timeout()),
                        Bytes.EMPTY,
                        StandardCharsets.UTF_8),
                () -> timer);
        EtcdClient view = shape.inPlace() ? made.withCallbacksOnIoThread() : made;
        return new SimClient(name, view, tasks, timer, Recipes.of(view), shape.timeout());
    }

    /**
     * How a client is set up.
     *
     * @param inPlace whether its callbacks are where the reply comes
     * @param members as how many endpoints it knows the one server
     */
    record Shape(boolean inPlace, int members, Duration timeout) {
        List<String> endpoints() {
            return List.of("http://one:2379", "http://two:2379").subList(0, members);
        }

        @Override
        public String toString() {
            return (inPlace ? "in place" : "handed over") + ", " + members + (members == 1 ? " endpoint" : " endpoints")
                    + ", " + timeout.toMillis() + " ms";
        }
    }
}
