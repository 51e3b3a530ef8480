package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.HeldLocks;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record MultiLockRecipeTest(ContractTarget target) implements RecipeContract {
    @Test
    void allOrNone() {
        String names = fresh();
        String a = names + "a";
        String b = names + "b";
        try (Session ann = openSession();
                Session bob = openSession()) {
            HeldLock one = bob.lock(b).acquire();
            assertThat(ann.multiLock(b, a).tryAcquire()).isEmpty();
            assertThatThrownBy(() -> ann.multiLock(b, a).acquire(Duration.ofMillis(100)))
                    .isInstanceOf(EtcdTimeoutException.class)
                    .hasMessageContaining(b);
            one.release();
            HeldLocks held = ann.multiLock(b, a).acquire(Duration.ofSeconds(10));
            assertThat(bob.lock(a).tryAcquire()).isEmpty();
            assertThat(etcd().kv()
                            .txn(Txn.when(held.isOwner()).then(Put.of(names + "c", "v")))
                            .succeeded())
                    .isTrue();
            assertThat(held.release()).isTrue();
            assertThat(held.release()).isFalse();
            etcd().kv().delete(names + "c");
            nothingStays(names);
        }
    }
}
