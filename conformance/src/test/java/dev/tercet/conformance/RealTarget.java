package dev.tercet.conformance;

import dev.tercet.EtcdClientBuilder;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.EtcdVersion;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.testkit.script.ScriptedServer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A real etcd, one way, through one of the client's views.
 *
 * @param wanted the version, as in {@code 3.5} or {@code newest}
 * @param members how many members the shared server has
 * @param way how the client reaches it
 * @param view which of the views
 */
record RealTarget(String wanted, int members, Way way, ViewKind view) implements ContractTarget {
    /** Where the keys' hash got a path of its own. */
    private static final EtcdVersion HASH_PATH = new EtcdVersion(3, 5, 10);

    private RealEtcd server() {
        EtcdSettings settings = EtcdSettings.of(wanted).withMembers(members);
        return WhenUnavailable.of(wanted).obtain(() -> SharedEtcd.of(settings));
    }

    @Override
    public EtcdVersion version() {
        return server().version();
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
        EtcdSettings settings = change.apply(EtcdSettings.of(wanted));
        return new RealServer(WhenUnavailable.of(wanted).obtain(() -> RealEtcd.start(settings)));
    }

    @Override
    public EtcdClientBuilder builder() {
        return way.builder();
    }

    @Override
    public String endpointOf(ScriptedServer server) {
        return way.endpointOf(server);
    }

    @Override
    public Optional<String> lacks(Capability capability) {
        return switch (capability) {
            case PROGRESS_ON_REQUEST -> since(capability, version -> patched(version, 25, 8, 0));
            case FUTURE_WATCH -> since(capability, version -> patched(version, 38, 22, 2));
            case LEARNERS, FULL_STATUS, USERS_WITHOUT_PASSWORD -> since(capability, version -> version.atLeast(3, 4));
            case HASH_KV ->
                way == Way.GRPC ? Optional.empty() : since(capability, version -> version.compareTo(HASH_PATH) >= 0);
            case LARGE_REPLIES ->
                way == Way.GRPC ? Optional.empty() : since(capability, version -> version.atLeast(3, 4));
            case CERTIFICATE_USERS ->
                way == Way.GRPC
                        ? Optional.empty()
                        : Optional.of("etcd's gateway goes by no client certificate, and refuses one that has a name");
            case AUTH_STATUS, DOWNGRADE -> since(capability, version -> version.atLeast(3, 5));
            case DOWNGRADE_STEPS -> since(capability, version -> version.atLeast(3, 6));
            case PROGRESS_INTERVAL, JWT -> since(capability, version -> version.atLeast(3, 4));
            case AUTH, TLS, MEMBER_CHANGES, MEMBER_FAULTS, CONNECTION_FAULTS, QUOTA, SNAPSHOT, ETCDCTL, METRICS ->
                Optional.empty();
            case SCRIPTS ->
                way == Way.GRPC
                        ? Optional.empty()
                        : Optional.of("over the gateway scripts are played with the embedded etcd's clients");
            case HTTP2, SHARED_WATCHES, LEADER_OF_WATCH -> way.lacks(capability);
        };
    }

    private Optional<String> since(Capability capability, Predicate<EtcdVersion> has) {
        EtcdVersion version = version();
        return has.test(version)
                ? Optional.empty()
                : Optional.of("etcd " + version + " lacks " + capability + (way == Way.GRPC ? "" : " over " + way));
    }

    /** Whether the version has what came with these patches of 3.4, 3.5 and 3.6, and with 3.7. */
    private static boolean patched(EtcdVersion version, int of34, int of35, int of36) {
        return switch (version.minor()) {
            case 4 -> version.patch() >= of34;
            case 5 -> version.patch() >= of35;
            case 6 -> version.patch() >= of36;
            default -> version.minor() > 6;
        };
    }

    @Override
    public String toString() {
        return "etcd " + wanted + (members == 1 ? "" : " of " + members + " members") + ", " + way + ", "
                + view.name().toLowerCase(Locale.ROOT);
    }
}
