package dev.tercet.conformance.v2;

import dev.tercet.conformance.RealServer;
import dev.tercet.connection.Tls;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.EtcdV2ClientBuilder;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.auth.V2User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The v2 HTTP API of a real etcd.
 *
 * @param wanted the version, as in {@code 3.5}
 * @param members how many members the shared server has
 * @param door what is between
 * @param view which of the client's views
 */
record OverHttp(String wanted, int members, Door door, ViewKind view) implements V2Target {
    /** More than a server has room for. */
    private static final int EVENTS = 1001;

    private static final Wish.User ROOT = new Wish.User("root", "secret");
    private static final Set<RealEtcd> WITH_USERS = ConcurrentHashMap.newKeySet();

    /** What is between client and server. */
    enum Door {
        /** Nothing. */
        OPEN,
        /** Certificates of both sides. */
        MUTUAL_TLS,
        /** Users; the tests are root. */
        USERS
    }

    private EtcdSettings settings() {
        EtcdSettings plain = EtcdSettings.of(wanted).withMembers(members).withOption("enable-v2", "true");
        return switch (door) {
            case OPEN -> plain;
            case MUTUAL_TLS -> plain.withTls(dev.tercet.testkit.etcd.Tls.mutual());
            // With another word of its own, so that it is not the one without users.
            case USERS -> plain.withLogLevel("error");
        };
    }

    private RealEtcd server() {
        RealEtcd etcd = WhenUnavailable.of(wanted).obtain(() -> SharedEtcd.of(settings()));
        if (door == Door.USERS && WITH_USERS.add(etcd)) {
            try (EtcdV2Client first = EtcdV2Client.builder()
                    .endpoints(etcd.endpoints())
                    .backend(V2Backend.HTTP)
                    .build()) {
                first.auth().writeUser(V2User.of(ROOT.name()).withPassword(ROOT.password()));
                first.auth().setActive(true);
            }
        }
        return etcd;
    }

    @Override
    public V2Backend backend() {
        return V2Backend.HTTP;
    }

    @Override
    public Optional<String> lacks(V2Capability capability) {
        return switch (capability) {
            case RAW_CALLS,
                    STORE_STATS,
                    SET_CREATES_ANEW,
                    PAST_WITHOUT_KEY,
                    WATCH_COUNT,
                    USERS,
                    CONNECTION_FAULTS,
                    MEMBER_FAULTS -> Optional.empty();
            case DIRECTORY_UPDATES ->
                server().version().atLeast(3, 5)
                        ? Optional.of("etcd 3.5 refuses every update of a directory")
                        : Optional.empty();
        };
    }

    @Override
    public List<String> sharedEndpoints() {
        return server().endpoints();
    }

    @Override
    public V2Subject shared() {
        List<String> endpoints = sharedEndpoints();
        return Clients.of(this, () -> connect(endpoints, Wish.NONE));
    }

    @Override
    public ContractServer start(UnaryOperator<EtcdSettings> change) {
        EtcdSettings settings = change.apply(EtcdSettings.of(wanted).withOption("enable-v2", "true"));
        return new RealServer(WhenUnavailable.of(wanted).obtain(() -> RealEtcd.start(settings)));
    }

    @Override
    public V2Subject connect(List<String> endpoints, Wish wish) {
        EtcdV2ClientBuilder builder =
                EtcdV2Client.builder().endpoints(endpoints).backend(V2Backend.HTTP);
        if (door == Door.MUTUAL_TLS) {
            TestCertificates certificates = TestCertificates.shared();
            builder.tls(Tls.trusting(certificates.ca())
                    .withClientCertificate(
                            certificates.client().certificate(),
                            certificates.client().key()));
        }
        wish.timeout().ifPresent(builder::readTimeout);
        if (wish.stays()) {
            builder.withoutMemberSync();
        }
        wish.user()
                .or(() -> door == Door.USERS ? Optional.of(ROOT) : Optional.empty())
                .ifPresent(user -> builder.credentials(user.name(), user.password()));
        return new V2Subject(builder.build(), view, () -> {});
    }

    @Override
    public void forgetEvents(V2Subject subject) {
        List<? extends CompletableFuture<?>> writes = IntStream.range(0, EVENTS)
                .mapToObj(i -> subject.client().async().set("/forgotten", Integer.toString(i)))
                .toList();
        writes.forEach(CompletableFuture::join);
    }

    @Override
    public long watches(V2Subject subject, ContractServer server) {
        return subject.client().storeStats().count("watchers");
    }

    @Override
    public String toString() {
        return "v2 HTTP of etcd " + wanted + (members == 1 ? "" : " of " + members + " members")
                + (door == Door.OPEN ? "" : ", " + door) + ", " + view.name().toLowerCase(Locale.ROOT);
    }
}
