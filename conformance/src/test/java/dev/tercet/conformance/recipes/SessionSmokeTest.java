package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Put;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.ViewKind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A session in every form: what the other suites stand on. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record SessionSmokeTest(ContractTarget target) implements RecipeContract {
    @Test
    void whatHangsOnASessionGoesWithIt() throws Exception {
        String key = fresh();
        Session session = openSession();
        try (session) {
            assertThat(Proxy.isProxyClass(session.getClass())).isEqualTo(target.view() == ViewKind.ASYNC);
            etcd().kv().put(Put.of(key, "here").withLease(session.lease()));
            assertThat(session.isAlive()).isTrue();
        }
        assertThat(session.isAlive()).isFalse();
        assertThat(etcd().kv().get(key)).isEmpty();
    }

    @Test
    void aSessionIsTakenOver() {
        String key = fresh();
        Session first = openSession();
        etcd().kv().put(Put.of(key, "here").withLease(first.lease()));
        first.orphan();
        try (Session second = resumeSession(etcd().client(), first.lease())) {
            assertThat(second.lease()).isEqualTo(first.lease());
            assertThat(etcd().kv().get(key)).isPresent();
        }
        nothingStays(key);
    }

    @Test
    void aLostSessionTells() throws Exception {
        // Short, since a loss is noticed at the next renewal.
        try (Session session = openSession(Duration.ofSeconds(3))) {
            etcd().leases().revoke(session.lease());
            assertThat(session.lost().get(10, TimeUnit.SECONDS).message()).isNotBlank();
            assertThat(session.isAlive()).isFalse();
        }
    }
}
