package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.recipes.error.PermitsMismatchException;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Semaphore;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record SemaphoreRecipeTest(ContractTarget target) implements RecipeContract {
    @Test
    void soManyAndNoMore() throws Exception {
        String name = fresh() + "pool";
        try (Session ann = openSession();
                Session bob = openSession()) {
            Semaphore pool = ann.semaphore(name, 2);
            HeldLock one = pool.acquire();
            HeldLock two = pool.acquire();
            assertThat(pool.tryAcquire()).isEmpty();
            assertThat(bob.semaphore(name, 2).tryAcquire(Duration.ofMillis(100)))
                    .isEmpty();
            assertThatThrownBy(() -> pool.acquire(Duration.ofMillis(100))).isInstanceOf(EtcdTimeoutException.class);
            assertThatThrownBy(() -> bob.semaphore(name, 5).acquire()).isInstanceOf(PermitsMismatchException.class);
            CompletableFuture<HeldLock> three = bob.semaphore(name, 2).acquireAsync();
            assertThat(two.release()).isTrue();
            assertThat(two.release()).isFalse();
            HeldLock third = three.get(20, TimeUnit.SECONDS);
            assertThat(third.fencingToken()).isGreaterThan(two.fencingToken());
            third.release();
            one.release();
            assertThat(pool.owners()).isEmpty();
            nothingStays(name);
        }
    }

    @Test
    void aLostSessionGivesItsPermitsBack() {
        String name = fresh() + "pool";
        try (Session ann = openSession();
                Session bob = openSession()) {
            ann.semaphore(name, 1).acquire();
            etcd().leases().revoke(ann.lease());
            bob.semaphore(name, 1).acquire(Duration.ofSeconds(10)).release();
            nothingStays(name);
        }
    }
}
