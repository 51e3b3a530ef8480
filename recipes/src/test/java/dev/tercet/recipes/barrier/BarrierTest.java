package dev.tercet.recipes.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.BarrierHeldException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@EtcdTest
class BarrierTest {
    private static Barrier barrier(EtcdClient etcd) {
        return Recipes.of(etcd).barrier("gate");
    }

    @Test
    void aLostAnswerHoldsItOnce(EtcdClient etcd, Faults faults) {
        faults.add(Fault.replyLost().on("Txn").times(1));
        barrier(etcd).hold();
        assertThat(etcd.kv().get("gate").orElseThrow().version()).isEqualTo(1);
        assertThatThrownBy(() -> barrier(etcd).hold()).isInstanceOf(BarrierHeldException.class);
        faults.add(Fault.replyLost().on("Txn").times(1));
        assertThat(barrier(etcd).release()).isTrue();
        assertThat(barrier(etcd).release()).isFalse();
    }

    @Test
    void holdingThatIsCancelledIsUndone(EtcdClient etcd, Faults faults) {
        LiveFault slow = faults.add(
                Fault.slowInRealTime(Duration.ofMillis(200)).on("Txn").times(1));
        CompletableFuture<Void> held = barrier(etcd).holdAsync();
        held.cancel(true);
        await().until(() -> slow.struck() == 1);
        // Held and released: two revisions.
        await().until(() -> etcd.kv().get(Get.of("gate")).revision() == 3);
        assertThat(etcd.kv().get("gate")).isEmpty();
    }

    @Test
    void aWaitOutlivesCompaction(EtcdClient etcd, Faults faults) throws Exception {
        Barrier barrier = barrier(etcd);
        barrier.hold();
        CompletableFuture<Void> wait = barrier.awaitAsync();
        await().until(() -> !wait.isDone());
        faults.holdWatches();
        barrier.release();
        barrier.hold();
        faults.compactUnderWatches();
        faults.releaseWatches();
        // Held anew by now, which is another hold than the one that was waited for.
        wait.get(10, TimeUnit.SECONDS);
        barrier.release();
    }

    @Test
    void aClosedClientEndsTheWait(EtcdClient etcd, EmbeddedEtcd server) {
        barrier(etcd).hold();
        CompletableFuture<Void> wait;
        try (EtcdClient other = server.client()) {
            wait = barrier(other).awaitAsync();
            assertThat(barrier(other).isHeld()).isTrue();
        }
        assertThatThrownBy(() -> wait.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void aSessionThatIsOver(EtcdClient etcd) {
        Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(60));
        session.close();
        assertThatThrownBy(() -> barrier(etcd).hold(session.lease())).isInstanceOf(LeaseNotFoundException.class);
    }

    @Test
    void badInput(EtcdClient etcd) {
        assertThatThrownBy(() -> Recipes.of(etcd).barrier("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> barrier(etcd).awaitAsync(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("atMost");
        assertThatThrownBy(() -> barrier(etcd).holdAsync(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> barrier(etcd).await(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
