package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.session.LastingKey;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record SessionRecipeTest(ContractTarget target) implements RecipeContract {
    private boolean isThere(long lease) {
        return etcd().leases().status(lease).isAlive();
    }

    @Test
    void isClosedAsOftenAsOneLikes() {
        Session session = openSession();
        session.close();
        session.close();
        session.orphan();
        assertThat(isThere(session.lease())).isFalse();
        assertThatThrownBy(() -> session.lost().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void isLeftForGood() {
        Session session = openSession();
        session.orphan();
        session.close();
        assertThat(isThere(session.lease())).isTrue();
        assertThat(session.isAlive()).isFalse();
        resumeSession(etcd().client(), session.lease()).close();
        assertThat(isThere(session.lease())).isFalse();
        assertThatThrownBy(() -> resumeSession(etcd().client(), session.lease()))
                .isInstanceOf(LeaseNotFoundException.class);
    }

    @Test
    void isLostOnceAndClosedAfterThat() throws Exception {
        Session session = openSession(Duration.ofSeconds(3));
        AtomicInteger told = new AtomicInteger();
        session.lost().thenRun(told::incrementAndGet);
        etcd().leases().revoke(session.lease());
        assertThat(session.lost().get(10, TimeUnit.SECONDS).reason()).isEqualTo(LeaseState.Reason.GONE);
        session.close();
        await().untilAsserted(() -> assertThat(told).hasValue(1));
        assertThat(session.lost()).isCompleted();
    }

    @Test
    void openingThatIsCancelledLeavesNoLease() {
        CompletableFuture<Session> opening = recipes().openSessionAsync(Duration.ofSeconds(63));
        if (!opening.cancel(true)) {
            // It was faster.
            opening.join().close();
        }
        await().during(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(etcd().leases().list())
                        .noneMatch(
                                lease -> etcd().leases().status(lease).granted().equals(Duration.ofSeconds(63))));
    }

    @Test
    void endsWithItsClient() {
        Session session;
        try (Subject mine = connect(target().sharedEndpoints())) {
            session = openSession(mine.client(), Duration.ofSeconds(10));
        }
        assertThatThrownBy(() -> session.lost().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ClientClosedException.class);
        assertThat(session.isAlive()).isFalse();
        assertThat(isThere(session.lease())).isTrue();
        etcd().leases().revoke(session.lease());
    }

    @Test
    void aLastingKeyComesBackAfterALossAndADeletion() {
        String name = fresh() + "key";
        try (LastingSession lasting = form(LastingSession.class, recipes().lastingSession(Duration.ofSeconds(3)));
                LastingKey key = form(LastingKey.class, lasting.key(name, "v"))) {
            Session first = lasting.session();
            key.awaitPresent();
            etcd().kv().delete(name);
            await().untilAsserted(() -> assertThat(etcd().kv().getString(name)).contains("v"));
            etcd().leases().revoke(first.lease());
            await().untilAsserted(() -> assertThat(etcd().kv().get(name)).hasValueSatisfying(kv -> {
                assertThat(kv.valueText()).isEqualTo("v");
                assertThat(kv.lease()).isNotEqualTo(first.lease());
            }));
            key.setValue("w");
            assertThat(etcd().kv().getString(name)).contains("w");
            etcd().kv().put(Put.of(name, "another's"));
            await().until(() -> !key.isPresent());
        }
        assertThat(etcd().kv().getString(name)).contains("another's");
        etcd().kv().delete(name);
    }
}
