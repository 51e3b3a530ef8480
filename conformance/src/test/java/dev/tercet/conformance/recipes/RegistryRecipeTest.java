package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Put;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.Registration;
import dev.tercet.recipes.registry.ServiceChange;
import dev.tercet.recipes.registry.ServiceInstance;
import dev.tercet.recipes.registry.ServiceList;
import dev.tercet.recipes.registry.ServiceRegistry;
import dev.tercet.recipes.registry.ServiceWatch;
import dev.tercet.recipes.session.LastingKey;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is there. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record RegistryRecipeTest(ContractTarget target) implements RecipeContract {
    private static final Endpoint ANN = Endpoint.at("10.0.0.1:80").withMetadata("{\"zone\":\"a\"}");
    private static final Endpoint BOB = Endpoint.at("10.0.0.2:80");

    private ServiceRegistry registry() {
        return form(ServiceRegistry.class, recipes().registry());
    }

    @Test
    void whoIsRegisteredIsListed() {
        String service = fresh();
        try (Session session = openSession()) {
            Registration ann = session.register(service, "ann", ANN);
            session.register(service, BOB);
            ServiceList list = registry().list(service);
            assertThat(list.instances()).extracting(ServiceInstance::id).containsExactly("10.0.0.2:80", "ann");
            assertThat(list.instances()).extracting(ServiceInstance::endpoint).containsExactly(BOB, ANN);
            assertThat(list.instances()).extracting(ServiceInstance::lease).containsOnly(session.lease());
            ann.update(BOB);
            assertThat(ann.endpoint()).isEqualTo(BOB);
            assertThat(registry().list(service).addresses()).containsExactly("10.0.0.2:80", "10.0.0.2:80");
            ann.close();
            ann.close();
            assertThat(registry().list(service).instances()).hasSize(1);
            assertThatThrownBy(() -> ann.update(ANN))
                    .isInstanceOfSatisfying(
                            EtcdException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION));
        }
        assertThat(registry().list(service).isEmpty()).isTrue();
    }

    @Test
    void whatGoWritesIsReadAndTheOtherWayRound() {
        String service = fresh();
        etcd().kv().put(service + "/by-go", "{\"Op\":0,\"Addr\":\"10.0.0.3:80\",\"Metadata\":{\"a\":\"\\u003c\"}}");
        etcd().kv().put(service + "/broken", "10.0.0.4:80");
        ServiceList list = registry().list(service);
        assertThat(list.instances())
                .extracting(ServiceInstance::endpoint)
                .containsExactly(Endpoint.at("10.0.0.3:80").withMetadata("{\"a\":\"\\u003c\"}"));
        assertThat(list.unreadable()).containsExactly(Bytes.of(service + "/broken"));
        try (Session session = openSession()) {
            session.register(service, "ours", BOB);
            assertThat(etcd().kv().getString(service + "/ours"))
                    .contains("{\"Op\":0,\"Addr\":\"10.0.0.2:80\",\"Metadata\":null}");
        }
    }

    @Test
    void aWatchTellsAListAndThenEveryChange() throws InterruptedException {
        String service = fresh();
        BlockingQueue<ServiceChange> changes = new LinkedBlockingQueue<>();
        try (Session session = openSession()) {
            Registration ann = session.register(service, "ann", ANN);
            ServiceWatch watch = registry().watch(service, changes::add);
            assertThat(next(changes).now().addresses()).containsExactly("10.0.0.1:80");
            session.register(service, "bob", BOB);
            assertThat(next(changes).put()).extracting(ServiceInstance::id).containsExactly("bob");
            ann.update(BOB);
            assertThat(next(changes).now().addresses()).containsExactly("10.0.0.2:80", "10.0.0.2:80");
            ann.close();
            ServiceChange gone = next(changes);
            assertThat(gone.gone()).extracting(ServiceInstance::id).containsExactly("ann");
            assertThat(watch.current()).isEqualTo(gone.now());
            etcd().kv().put(service + "/bob", "no endpoint");
            assertThat(next(changes).gone()).extracting(ServiceInstance::id).containsExactly("bob");
            watch.close();
            assertThat(watch.ended().join().cause()).isEmpty();
        }
        assertThat(changes).isEmpty();
    }

    @Test
    void aWatchOfNothingSaysSo() throws InterruptedException {
        BlockingQueue<ServiceChange> changes = new LinkedBlockingQueue<>();
        try (ServiceWatch watch = registry().watch(fresh(), changes::add)) {
            assertThat(next(changes).now().isEmpty()).isTrue();
            assertThat(watch.isOpen()).isTrue();
        }
    }

    @Test
    void aListenerThatThrowsEndsItsWatch() {
        RuntimeException mistake = new IllegalStateException("of the listener");
        try (ServiceWatch watch = registry().watch(fresh(), change -> {
            throw mistake;
        })) {
            EtcdException cause = watch.ended().join().cause().orElseThrow();
            assertThat(cause).isInstanceOf(ClientEtcdException.class);
            assertThat(cause.getCause()).isSameAs(mistake);
            assertThat(watch.isOpen()).isFalse();
        }
    }

    @Test
    void anIdBelongsToWhoRegisteredItLast() {
        String service = fresh();
        Session crashed = openSession();
        try (Session back = openSession()) {
            Registration before = crashed.register(service, "ann", ANN);
            back.register(service, "ann", BOB);
            assertThatThrownBy(() -> before.update(ANN)).isInstanceOf(EtcdException.class);
            before.close();
            crashed.close();
            assertThat(registry().list(service).addresses()).containsExactly("10.0.0.2:80");
        }
    }

    @Test
    void aLostSessionIsTold() throws Exception {
        String service = fresh();
        try (Session session = openSession(Duration.ofSeconds(3))) {
            Registration ann = session.register(service, "ann", ANN);
            etcd().leases().revoke(session.lease());
            assertThatThrownBy(() -> session.register(service, "bob", BOB)).isInstanceOf(SessionLostException.class);
            ann.lost().get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> ann.update(BOB)).isInstanceOf(SessionLostException.class);
            assertThatThrownBy(() -> session.register(service, "bob", BOB)).isInstanceOf(SessionLostException.class);
            ann.close();
        }
        assertThat(registry().list(service).isEmpty()).isTrue();
    }

    @Test
    void aLastingRegistrationComesBack() {
        String service = fresh();
        try (LastingSession lasting = recipes().lastingSession(Duration.ofSeconds(3))) {
            LastingKey key = lasting.register(service, ANN);
            key.awaitPresent();
            assertThat(registry().list(service).addresses()).containsExactly("10.0.0.1:80");
            long lost = lasting.session().lease();
            etcd().leases().revoke(lost);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> registry().list(service).instances().stream()
                            .anyMatch(instance -> instance.lease() != lost));
        }
        nothingStays(service);
    }

    @Test
    void aCancelledRegistrationLeavesNothing() {
        String service = fresh();
        try (Session session = openSession()) {
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Registration> registering = session.registerAsync(service, "id" + i, ANN);
                if (!registering.cancel(true)) {
                    // It was faster.
                    registering.join().close();
                }
            }
            nothingStays(service);
        }
    }

    @Test
    void namesAreTakenAsTheyAreAndEmptyOnesRefused() {
        String service = fresh() + "/a b\u00e9\n/";
        try (Session session = openSession()) {
            session.register(service, "\u0000 /x\ud83d\ude00", ANN);
            assertThat(registry().list(service).instances())
                    .extracting(ServiceInstance::id)
                    .containsExactly("\u0000 /x\ud83d\ude00");
            assertThatIllegalArgumentException().isThrownBy(() -> session.register("", "id", ANN));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.register(service, "", ANN))
                    .withMessage("id is empty");
            assertThatIllegalArgumentException().isThrownBy(() -> registry().list(""));
            assertThatIllegalArgumentException().isThrownBy(() -> registry().watch("", change -> {}));
        }
    }

    @Test
    void anInstanceWithoutALeaseIsOneToo() {
        String service = fresh();
        EtcdClient view = etcd().client().withNamespace("ns/");
        view.kv().put(Put.of(ServiceInstance.key(service, "fixed"), ANN.toJson()));
        assertThat(form(ServiceRegistry.class, recipes(view).registry())
                        .list(service)
                        .instances())
                .extracting(ServiceInstance::lease)
                .isEqualTo(List.of(0L));
    }

    private static ServiceChange next(BlockingQueue<ServiceChange> changes) throws InterruptedException {
        ServiceChange change = changes.poll(10, TimeUnit.SECONDS);
        assertThat(change).isNotNull();
        return change;
    }
}
