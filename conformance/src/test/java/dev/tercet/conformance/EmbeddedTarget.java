package dev.tercet.conformance;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.EtcdVersion;
import dev.tercet.testkit.script.ScriptedServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * An embedded etcd through one of its fronts, and one of the client's views.
 *
 * @param front how the client reaches it
 * @param view which of the views
 */
record EmbeddedTarget(Front front, ViewKind view) implements ContractTarget {
    private static final EmbeddedNames NAMES = new EmbeddedNames();
    private static final Map<Front, EmbeddedServer> SERVERS = new ConcurrentHashMap<>();

    /** How clients reach an embedded etcd. */
    enum Front {
        /** Without a socket. */
        DIRECT,
        /** Over gRPC, as any other. */
        GRPC,
        /** Over its gateway. */
        GATEWAY,
        /** The same, with watches as requests of their own. */
        POSTED;

        @Override
        public String toString() {
            return this == DIRECT ? "direct" : Way.valueOf(name()).toString();
        }
    }

    private EmbeddedServer server() {
        return SERVERS.computeIfAbsent(front, key -> ClientThreads.keep(() -> launch(plain()), EmbeddedServer::etcd));
    }

    private EtcdSettings plain() {
        return EtcdSettings.of("3.7.3");
    }

    private EmbeddedServer launch(EtcdSettings settings) {
        if (front == Front.DIRECT) {
            EmbeddedEtcd etcd = EmbeddedSettings.builder(settings).start();
            return new EmbeddedServer(etcd, NAMES.add(etcd));
        }
        EmbeddedEtcd etcd = EmbeddedSettings.builder(settings).port(0).start();
        return new EmbeddedServer(etcd, etcd.endpoint());
    }

    static void forget(String endpoint) {
        NAMES.remove(endpoint);
    }

    @Override
    public EtcdVersion version() {
        return EtcdVersion.parse(server().etcd().version());
    }

    @Override
    public List<String> sharedEndpoints() {
        return server().endpoints();
    }

    @Override
    public Subject shared() {
        return SharedClients.of(this);
    }

    @Override
    public ContractServer start(UnaryOperator<EtcdSettings> change) {
        return launch(change.apply(plain()));
    }

    @Override
    public EtcdClientBuilder builder() {
        return front == Front.DIRECT
                ? EtcdClient.builder().transport(NAMES)
                : Way.valueOf(front.name()).builder();
    }

    @Override
    public String endpointOf(ScriptedServer server) {
        return Way.valueOf(front.name()).endpointOf(server);
    }

    @Override
    public Optional<String> lacks(Capability capability) {
        return switch (capability) {
            case MEMBER_CHANGES, MEMBER_FAULTS -> Optional.of("an embedded etcd has one member, in this JVM");
            case TLS, CERTIFICATE_USERS -> Optional.of("an embedded etcd speaks no TLS");
            case JWT -> Optional.of("an embedded etcd makes no signed tokens");
            case SCRIPTS, HTTP2, SHARED_WATCHES, LEADER_OF_WATCH ->
                front == Front.DIRECT
                        ? Optional.of("the client speaks no protocol to it")
                        : Way.valueOf(front.name()).lacks(capability);
            case CONNECTION_FAULTS, ETCDCTL, METRICS ->
                front == Front.DIRECT ? Optional.of("there is no socket between") : Optional.empty();
            case PROGRESS_ON_REQUEST,
                    PROGRESS_INTERVAL,
                    FUTURE_WATCH,
                    LEARNERS,
                    USERS_WITHOUT_PASSWORD,
                    FULL_STATUS,
                    HASH_KV,
                    LARGE_REPLIES,
                    AUTH,
                    AUTH_STATUS,
                    QUOTA,
                    SNAPSHOT,
                    DOWNGRADE,
                    DOWNGRADE_STEPS -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return "embedded, " + front + ", " + view.name().toLowerCase(Locale.ROOT);
    }
}
