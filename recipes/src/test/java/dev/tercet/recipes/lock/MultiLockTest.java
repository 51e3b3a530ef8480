package dev.tercet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EtcdTest
class MultiLockTest {
    private EtcdClient etcd;
    private Session ann;
    private Session bob;

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        ann = Recipes.of(client).openSession(Duration.ofSeconds(3));
        bob = Recipes.of(client).openSession(Duration.ofSeconds(3));
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    private void keys(long count) {
        await().until(() -> etcd.kv().get(Get.of(KeyRange.ALL).countOnly()).count() == count);
    }

    @Test
    void inOneOrder() {
        MultiLock lock = ann.multiLock("c", "a", "b", "a");
        assertThat(lock.names()).containsExactly(Bytes.of("a"), Bytes.of("b"), Bytes.of("c"));
        HeldLocks held = lock.acquire();
        assertThat(held.locks()).extracting(HeldLock::fencingToken).isSorted();
        assertThat(held.isOwner()).hasSize(3);
        assertThat(bob.lock("b").tryAcquire()).isEmpty();
        assertThat(bob.multiLock("b", "d").tryAcquire()).isEmpty();
        assertThat(held.isHeld()).isTrue();
        assertThat(held.release()).isTrue();
        assertThat(held.release()).isFalse();
        keys(0);
    }

    @Test
    void allOrNone() {
        HeldLock one = bob.lock("b").acquire();
        assertThatThrownBy(() -> ann.multiLock("a", "b", "c").acquire(Duration.ofMillis(100)))
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessageContaining("lock \"b\"");
        keys(1);
        CompletableFuture<HeldLocks> cancelled = ann.multiLock("a", "b").acquireAsync();
        keys(3);
        cancelled.cancel(true);
        keys(1);
        assertThat(ann.multiLock("a", "b").tryAcquire()).isEmpty();
        keys(1);
        one.release();
        ann.multiLock("a", "b").tryAcquire().orElseThrow().close();
        keys(0);
    }

    @Test
    void lostWhenOneIs() throws Exception {
        HeldLocks held = ann.multiLock("a", "b").acquire();
        CompletableFuture<LockLoss> lost = held.lost();
        await().until(() -> !lost.isDone());
        etcd.kv().delete(Delete.of(held.locks().get(1).key()));
        assertThat(lost.get(20, TimeUnit.SECONDS).reason()).isEqualTo(LockLoss.Reason.KEY_REMOVED);
        assertThat(held.isHeld()).isFalse();
        assertThat(held.release()).isFalse();
        keys(0);
    }

    @Test
    void nobodyWaitsInACircle() throws Exception {
        List<CompletableFuture<?>> all = new ArrayList<>();
        List<List<String>> sets = List.of(List.of("a", "b"), List.of("b", "c"), List.of("c", "a"));
        for (int i = 0; i < 30; i++) {
            Session session = i % 2 == 0 ? ann : bob;
            String[] names = sets.get(i % 3).toArray(String[]::new);
            all.add(session.multiLock(names).acquireAsync().thenCompose(HeldLocks::releaseAsync));
        }
        for (CompletableFuture<?> each : all) {
            each.get(30, TimeUnit.SECONDS);
        }
        keys(0);
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> ann.multiLock()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.multiLock("a", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.multiLock("a", "a/b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/b");
        assertThatThrownBy(() -> ann.multiLock("a").acquireAsync(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        ann.close();
        assertThatThrownBy(() -> ann.multiLock("a").acquire())
                .isInstanceOf(dev.tercet.error.ClientClosedException.class);
    }
}
