package dev.tercet.grpc.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.kv.Put;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.Registration;
import dev.tercet.recipes.session.Session;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Channels to real servers that come and go: each is an embedded etcd, which serves gRPC, and says who it is with a key.
 */
class EtcdNameResolverTest {
    private final EmbeddedEtcd directory = EmbeddedEtcd.start();
    private final EtcdClient etcd =
            directory.clientBuilder().timeout(Duration.ofSeconds(2)).build();
    private final EmbeddedEtcd ann = server("ann");
    private final EmbeddedEtcd bob = server("bob");
    private final EtcdNameResolverProvider provider = EtcdNameResolverProvider.of(etcd);
    private final Recipes recipes = Recipes.of(etcd);
    private Session session;
    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        NameResolverRegistry.getDefaultRegistry().register(provider);
        session = recipes.openSession(Duration.ofSeconds(30));
        channel = ManagedChannelBuilder.forTarget("etcd:///mail")
                .defaultLoadBalancingPolicy("round_robin")
                .usePlaintext()
                .build();
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        channel.shutdownNow();
        assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        session.close();
        NameResolverRegistry.getDefaultRegistry().deregister(provider);
        // With the channel its watch ends, too.
        await().until(() -> directory.usage().isIdle());
        etcd.close();
        ann.close();
        bob.close();
        directory.close();
    }

    @Test
    void instancesComeAndGo() {
        Registration first = session.register("mail", "1", at(ann));
        assertThat(who()).isEqualTo("ann");
        Registration second = session.register("mail", "2", at(bob));
        await().until(() -> Set.of("ann", "bob").equals(several()));
        first.close();
        await().until(() -> Set.of("bob").equals(several()));
        second.update(at(ann));
        await().until(() -> Set.of("ann").equals(several()));
        second.close();
        etcd.kv().put("mail/by-go", "{\"Op\":0,\"Addr\":\"" + address(bob) + "\",\"Metadata\":{\"weight\":3}}");
        await().ignoreExceptions().until(() -> who().equals("bob"));
    }

    @Test
    void noInstanceIsToldAsThat() {
        assertThatThrownBy(this::who)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        none -> assertThat(none.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE))
                .hasMessageContaining("returned no usable address");
        session.register("mail", "1", at(ann));
        await().ignoreExceptions().until(() -> who().equals("ann"));
    }

    @Test
    void keepsWhatItKnowsWhileEtcdIsAway() {
        session.register("mail", "1", at(ann));
        assertThat(who()).isEqualTo("ann");
        LiveFault away = directory.faults().add(Fault.unavailable());
        directory.faults().breakConnections();
        assertThat(several()).containsExactly("ann");
        away.close();
        session.register("mail", "2", at(bob));
        await().until(() -> Set.of("ann", "bob").equals(several()));
    }

    @Test
    void asksAgainWhenEtcdWasAwayFromTheBeginning() {
        session.register("mail", "1", at(ann));
        LiveFault away = directory.faults().add(Fault.unavailable());
        assertThatThrownBy(this::who).hasMessageContaining("etcd cannot be asked for service mail");
        away.close();
        await().ignoreExceptions().until(() -> who().equals("ann"));
    }

    @Test
    void goesOnAfterACompaction() {
        session.register("mail", "1", at(ann));
        assertThat(who()).isEqualTo("ann");
        directory.faults().holdWatches();
        session.register("mail", "2", at(bob));
        directory.faults().compactUnderWatches();
        directory.faults().releaseWatches();
        await().until(() -> Set.of("ann", "bob").equals(several()));
    }

    @Test
    void whatCannotBeConnectedToIsLeftOut() {
        etcd.kv().put("mail/0", "no JSON");
        etcd.kv().put(Put.of("mail/1", Endpoint.at("no port").toJson()));
        assertThatThrownBy(this::who).hasMessageContaining("none of the 2 instances of service mail");
        session.register("mail", "2", at(ann));
        await().ignoreExceptions().until(() -> who().equals("ann"));
    }

    @ParameterizedTest
    @CsvSource({"etcd:///mail, mail", "etcd:mail, mail", "etcd:///eu/mail, eu/mail", "etcd:///a%20b, a b"})
    void aTargetNamesAService(URI target, String service) {
        assertThat(Targets.service(target)).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd:///", "etcd://host:2379/mail", "etcd://mail"})
    void aTargetWithoutServiceOrWithAHostIsRefused(URI target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Targets.service(target))
                .withMessageContaining("target " + target + " names");
    }

    @Test
    void theAuthorityIsOne() {
        assertThat(Targets.authority("eu/mail box é")).isEqualTo("eu%2Fmail%20box%20%C3%A9");
        assertThatIllegalArgumentException().isThrownBy(() -> provider.withScheme("No"));
        assertThat(provider.withScheme("etcd-eu").getDefaultScheme()).isEqualTo("etcd-eu");
    }

    private static EmbeddedEtcd server(String name) {
        EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start();
        try (EtcdClient client = server.client()) {
            client.kv().put("who", name);
        }
        return server;
    }

    private static String address(EmbeddedEtcd server) {
        return "127.0.0.1:" + server.port().orElseThrow();
    }

    private static Endpoint at(EmbeddedEtcd server) {
        return Endpoint.at(address(server));
    }

    private Set<String> several() {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            names.add(who());
        }
        return names;
    }

    private String who() {
        return KVGrpc.newBlockingStub(channel)
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .range(RangeRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8("who"))
                        .build())
                .getKvs(0)
                .getValue()
                .toStringUtf8();
    }
}
