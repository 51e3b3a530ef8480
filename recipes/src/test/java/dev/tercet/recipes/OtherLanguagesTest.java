package dev.tercet.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.election.LeaderObservation;
import dev.tercet.testkit.junit.EtcdTest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checked exceptions where none are declared, as Kotlin, Scala and Groovy throw them: taken like all others. */
@EtcdTest
class OtherLanguagesTest {
    private EtcdClient etcd;
    private Recipes recipes;

    @BeforeEach
    void make(EtcdClient client) {
        etcd = client;
        recipes = Recipes.of(client);
    }

    private static <T> T thrown() {
        return OtherLanguagesTest.<T, RuntimeException>unchecked(new IOException("by the test"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // That is the trick.
    private static <T, X extends Throwable> T unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private static void assertThrown(CompletableFuture<?> future) {
        assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                .rootCause()
                .isInstanceOf(IOException.class)
                .hasMessage("by the test");
    }

    @Test
    void aLockIsReleasedBehindThem() {
        assertThrown(recipes.locks().withLockAsync("job", Duration.ofSeconds(10), held -> thrown()));

        assertThat(recipes.locks().lock("job").tryAcquire()).hasValueSatisfying(held -> held.close());
    }

    @Test
    void aTransactionEndsWithThem() {
        assertThrown(recipes.stm().runAsync(tx -> thrown()));
        assertThrown(recipes.stm().runStages(tx -> thrown()));
    }

    @Test
    void anObservationEndsWithThem() {
        try (LeaderObservation observation = recipes.election("e").observe(signal -> thrown())) {
            assertThrown(observation.ended());
        }
    }

    @Test
    void aListenerOfACacheIsToldNothingMore() {
        try (Cache cache = recipes.openCache(CacheRequest.prefix("a/"))) {
            cache.awaitSynced(Duration.ofSeconds(10));
            Cache.Listening listening = cache.listenToChanges(update -> thrown());
            etcd.kv().put("a/1", "v");
            await().untilAsserted(() -> assertThat(listening.isOpen()).isFalse());
        }
    }
}
