package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However somebody ends who waits, no key of theirs is left, and no lease that was theirs alone; who has it keeps it. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record GivingUpRecipeTest(ContractTarget target) implements RecipeContract {
    private Set<KeyValue> keys(String name) {
        return etcd().kv().get(Get.prefix(name)).kvs().stream().collect(Collectors.toSet());
    }

    /** The keys of those who wait, as soon as there are any. */
    private Set<KeyValue> waiting(String name, Set<KeyValue> held) {
        int most = held.isEmpty() ? 1 : held.size() + 1;
        await().until(() -> keys(name).size() >= most && keys(name).containsAll(held));
        Set<KeyValue> came = keys(name);
        came.removeAll(held);
        return came;
    }

    private void nothingLeft(Waiter waiter, String name, Set<KeyValue> held, Set<KeyValue> came) {
        await().untilAsserted(() -> assertThat(keys(name)).isEqualTo(held));
        if (!waiter.hangsOnItsSession()) {
            came.forEach(key ->
                    await().until(() -> !etcd().leases().status(key.lease()).isAlive()));
        }
    }

    private CompletableFuture<Throwable> blocked(Place place, CompletableFuture<Thread> thread) {
        return CompletableFuture.supplyAsync(
                () -> {
                    thread.complete(Thread.currentThread());
                    try {
                        place.get().get();
                        return new AssertionError("had it");
                    } catch (RuntimeException e) {
                        return e;
                    }
                },
                task -> new Thread(task).start());
    }

    @ParameterizedTest
    @EnumSource
    void itsTimeIsOver(Waiter waiter) {
        String name = fresh() + "x";
        try (Session ann = openSession();
                Session bob = openSession();
                Place.Had held = waiter.holder(ann, name).get().get()) {
            assertThat(held).isNotNull();
            Set<KeyValue> before = keys(name);
            assertThatThrownBy(() -> waiter.waiter(bob, name).timed().apply(Duration.ofMillis(150)))
                    .isInstanceOfSatisfying(
                            EtcdTimeoutException.class,
                            late -> assertThat(late.outcome()).isEqualTo(Outcome.NOT_APPLIED));
            nothingLeft(waiter, name, before, Set.of());
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsCancelled(Waiter waiter) {
        String name = fresh() + "x";
        try (Session ann = openSession();
                Session bob = openSession();
                Place.Had held = waiter.holder(ann, name).get().get()) {
            assertThat(held).isNotNull();
            Set<KeyValue> before = keys(name);
            CompletableFuture<?> waits = waiter.waiter(bob, name).async().get();
            Set<KeyValue> came = waiting(name, before);
            assertThat(waits.cancel(true)).isTrue();
            nothingLeft(waiter, name, before, came);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsThreadIsInterrupted(Waiter waiter) throws Exception {
        String name = fresh() + "x";
        try (Session ann = openSession();
                Session bob = openSession();
                Place.Had held = waiter.holder(ann, name).get().get()) {
            assertThat(held).isNotNull();
            Set<KeyValue> before = keys(name);
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            CompletableFuture<Throwable> waits = blocked(waiter.waiter(bob, name), thread);
            Set<KeyValue> came = waiting(name, before);
            thread.join().interrupt();
            assertThat(waits.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedEtcdException.class);
            nothingLeft(waiter, name, before, came);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsSessionIsClosed(Waiter waiter) throws Exception {
        if (!waiter.hangsOnItsSession()) {
            return;
        }
        String name = fresh() + "x";
        try (Session ann = openSession();
                Session bob = openSession();
                Place.Had held = waiter.holder(ann, name).get().get()) {
            assertThat(held).isNotNull();
            Set<KeyValue> before = keys(name);
            CompletableFuture<Throwable> waits = blocked(waiter.waiter(bob, name), new CompletableFuture<>());
            Set<KeyValue> came = waiting(name, before);
            bob.closeAsync().join();
            assertThat(waits.get(20, TimeUnit.SECONDS)).isInstanceOf(ClientClosedException.class);
            nothingLeft(waiter, name, before, came);
            assertThatThrownBy(() -> waiter.waiter(bob, name).get().get()).isInstanceOf(ClientClosedException.class);
        }
    }
}
