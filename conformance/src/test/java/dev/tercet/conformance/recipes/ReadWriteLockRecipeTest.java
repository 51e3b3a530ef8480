package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.error.LockUpgradeException;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.ReadWriteLock;
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
record ReadWriteLockRecipeTest(ContractTarget target) implements RecipeContract {
    private void keys(String prefix, long count) {
        await().until(() -> etcd().kv().get(Get.prefix(prefix).countOnly()).count() == count);
    }

    @Test
    void readersTogetherWritersAlone() throws Exception {
        String name = fresh() + "book";
        try (Session ann = openSession();
                Session bob = openSession()) {
            ReadWriteLock one = ann.readWriteLock(name);
            ReadWriteLock two = bob.readWriteLock(name);
            HeldLock reading = one.readLock().acquire();
            two.readLock().acquire().release();
            assertThat(two.writeLock().tryAcquire()).isEmpty();
            CompletableFuture<HeldLock> writer = two.writeLock().acquireAsync();
            keys(name, 2);
            assertThatThrownBy(() -> one.writeLock().acquire()).isInstanceOf(LockUpgradeException.class);
            assertThat(reading.release()).isTrue();
            HeldLock writing = writer.get(20, TimeUnit.SECONDS);
            assertThat(writing.fencingToken()).isGreaterThan(reading.fencingToken());
            assertThat(one.readLock().tryAcquire()).isEmpty();
            assertThatThrownBy(() -> one.readLock().acquire(Duration.ofMillis(100)))
                    .isInstanceOf(EtcdTimeoutException.class);
            two.readLock().acquire().release();
            writing.release();
            one.readLock().acquire().release();
            nothingStays(name);
        }
    }

    @Test
    void aLostWriterLetsTheOthersIn() {
        String name = fresh() + "book";
        try (Session ann = openSession()) {
            HeldLock reading;
            try (Session bob = openSession()) {
                bob.readWriteLock(name).writeLock().acquire();
                etcd().leases().revoke(bob.lease());
                reading = ann.readWriteLock(name).readLock().acquire(Duration.ofSeconds(10));
            }
            reading.release();
            nothingStays(name);
        }
    }
}
