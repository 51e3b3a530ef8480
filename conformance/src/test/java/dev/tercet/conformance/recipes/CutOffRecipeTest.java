package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ClientClosedException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import dev.tercet.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Those who wait for anything, and lose their connection, or their client: all of them at once, since it takes time. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#one")
record CutOffRecipeTest(ContractTarget target) implements RecipeContract {
    private static final Duration TTL = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(30);

    private long keys(String prefix) {
        return etcd().client().kv().get(Get.prefix(prefix).countOnly()).count();
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private FaultProxy proxy() {
        requires(Capability.CONNECTION_FAULTS);
        return FaultProxy.inFrontOf(target.sharedEndpoints().get(0));
    }

    /** Has one wait for each recipe, behind one who has it. */
    private Map<Waiter, CompletableFuture<?>> queued(String prefix, Session ann, Session bob, List<Place.Had> held) {
        Map<Waiter, CompletableFuture<?>> waits = new EnumMap<>(Waiter.class);
        for (Waiter waiter : Waiter.values()) {
            String name = prefix + waiter;
            held.add(waiter.holder(ann, name).get().get());
            long before = keys(name);
            waits.put(waiter, waiter.waiter(bob, name).async().get());
            await().until(() -> keys(name) > before);
        }
        await().until(() -> keys(prefix + Waiter.SEVERAL) == 3);
        return waits;
    }

    @Test
    void itsClientIsClosed() {
        String prefix = fresh();
        List<Place.Had> held = new ArrayList<>();
        try (Session ann = openSession()) {
            Map<Waiter, CompletableFuture<?>> waits;
            try (Subject other = connect(target().sharedEndpoints())) {
                waits = queued(prefix, ann, openSession(other.client(), TTL), held);
            }
            waits.forEach((waiter, wait) -> assertThatThrownBy(() -> soon(wait))
                    .as("%s", waiter)
                    .hasCauseInstanceOf(ClientClosedException.class));
            // A client that is closed can delete nothing: the keys go with leases that nobody renews.
            await().atMost(LONG).until(() -> keys(prefix) == Waiter.values().length - 1);
            held.forEach(Place.Had::close);
            nothingStays(prefix);
        }
    }

    @Test
    void itsConnectionIsCutAndTheWaitGoesOn() throws Exception {
        String prefix = fresh();
        List<Place.Had> held = new ArrayList<>();
        try (FaultProxy proxy = proxy();
                Subject cut = connect(List.of(proxy.endpoint()));
                Session ann = openSession();
                Session bob = openSession(cut.client(), LONG)) {
            Map<Waiter, CompletableFuture<?>> waits = queued(prefix, ann, bob, held);
            proxy.cut();
            held.forEach(Place.Had::close);
            CompletableFuture<?> second = Waiter.DOUBLE_BARRIER
                    .waiter(ann, prefix + Waiter.DOUBLE_BARRIER)
                    .async()
                    .get();
            for (Map.Entry<Waiter, CompletableFuture<?>> wait : waits.entrySet()) {
                assertThat(wait.getValue()).as("%s", wait.getKey()).succeedsWithin(LONG);
                if (soon(wait.getValue()) instanceof AutoCloseable have) {
                    have.close();
                }
            }
            soon(second);
            CompletableFuture<Boolean> left =
                    ann.doubleBarrier(prefix + Waiter.DOUBLE_BARRIER, 2).leaveAsync();
            assertThat(bob.doubleBarrier(prefix + Waiter.DOUBLE_BARRIER, 2).leave())
                    .isTrue();
            assertThat(soon(left)).isTrue();
            nothingStays(prefix);
        }
    }

    @Test
    void itGivesUpWhileItIsCutOff() {
        String prefix = fresh();
        List<Place.Had> held = new ArrayList<>();
        try (FaultProxy proxy = proxy();
                Subject cut = connect(List.of(proxy.endpoint()), client -> client.timeout(Duration.ofSeconds(1)));
                Session ann = openSession();
                Session bob = openSession(cut.client(), LONG)) {
            Map<Waiter, CompletableFuture<?>> waits = queued(prefix, ann, bob, held);
            proxy.cut();
            proxy.refuse();
            waits.values().forEach(wait -> wait.cancel(true));
            proxy.restore();
            await().atMost(LONG).until(() -> keys(prefix) == Waiter.values().length - 1);
            assertThat(bob.isAlive()).isTrue();
            held.forEach(Place.Had::close);
            nothingStays(prefix);
        }
    }
}
