package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.conformance.faults.cluster.Login;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.testkit.etcd.CommandResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The clients of a run: those at work, which go through the proxies, and those of who looks on, which go past them. */
public final class Clients implements AutoCloseable {
    /** Within what time a client is closed. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final List<Client> all = new ArrayList<>();
    private final Client plain;
    private final List<EtcdClient> members = new ArrayList<>();
    private final EtcdClient outside;
    private final List<String> endpoints;
    private final Optional<Login> login;
    private final FaultCluster cluster;

    /** Opens them. */
    public Clients(FaultCluster cluster) {
        this.cluster = cluster;
        all.add(new Client("grpc-1", connect(cluster, cluster.endpoints(), EtcdClient.builder())));
        all.add(new Client("grpc-2", connect(cluster, cluster.endpoints(), EtcdClient.builder())));
        all.add(new Client(
                "gateway",
                connect(cluster, cluster.endpoints(), EtcdClient.builder().transport(GatewayTransport.create()))));
        all.add(new Client("async", connect(cluster, cluster.endpoints(), EtcdClient.builder())));
        plain = new Client(
                "gateway-plain",
                connect(
                        cluster,
                        cluster.endpoints(),
                        EtcdClient.builder().transport(GatewayTransport.create().withoutWebSockets())));
        for (String endpoint : cluster.directEndpoints()) {
            members.add(connect(cluster, List.of(endpoint), EtcdClient.builder()));
        }
        endpoints = List.copyOf(cluster.directEndpoints());
        login = cluster.login();
        outside = connect(cluster, cluster.directEndpoints(), EtcdClient.builder());
    }

    private static EtcdClient connect(FaultCluster cluster, List<String> endpoints, EtcdClientBuilder builder) {
        cluster.login().ifPresent(login -> builder.credentials(login.user(), login.password()));
        return builder.endpoints(endpoints).build();
    }

    /** Those for all kinds of work; the last one is for futures. */
    List<Client> all() {
        return List.copyOf(all);
    }

    /** One over the gateway whose streams are requests of their own. */
    Client plain() {
        return plain;
    }

    /** All of those. */
    List<Client> everybody() {
        return Stream.concat(all.stream(), Stream.of(plain)).toList();
    }

    /** One for each member, past the proxies. */
    List<EtcdClient> members() {
        return List.copyOf(members);
    }

    /** One for all members, past the proxies. */
    EtcdClient outside() {
        return outside;
    }

    /** Where the members are, past the proxies. */
    List<String> endpoints() {
        return endpoints;
    }

    /** What etcd's own client says to be in the store at a revision, in JSON; empty if it says nothing just now. */
    Optional<String> everythingAt(long revision) {
        CommandResult said;
        try {
            said = cluster.etcdctl("get", "", "--prefix", "--rev=" + revision, "--write-out=json");
        } catch (RuntimeException e) {
            // It took too long, on a machine that has much to do.
            return Optional.empty();
        }
        return said.exitCode() == 0 ? Optional.of(said.stdout()) : Optional.empty();
    }

    /** Who one has to say one is. */
    Optional<Login> login() {
        return login;
    }

    /** Closes all; one that takes too long is told as a violation. */
    void close(Stage stage) {
        for (Client client : everybody()) {
            long start = System.nanoTime();
            client.etcd().close();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(CLOSING) > 0) {
                stage.violation("closing " + client.name() + " took " + took);
            }
        }
        close();
    }

    @Override
    public void close() {
        everybody().forEach(client -> client.etcd().close());
        members.forEach(EtcdClient::close);
        outside.close();
    }
}
