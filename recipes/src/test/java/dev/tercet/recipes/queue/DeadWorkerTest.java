package dev.tercet.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Work whose worker is gone without a word. */
@EtcdTest(manualClock = true)
class DeadWorkerTest {
    @Test
    void itsClaimGoesWithTheLease(EtcdClient etcd, EtcdClock clock) {
        Recipes recipes = Recipes.of(etcd);
        WorkQueue queue = recipes.workQueue("w");
        queue.submit("a");
        Session dead = recipes.openSession(Duration.ofSeconds(10));
        WorkItem lost = dead.worker("w", 3).take();
        dead.orphan();
        try (Session alive = recipes.openSession(Duration.ofHours(1))) {
            CompletableFuture<WorkItem> taken = alive.worker("w", 3).takeAsync();
            clock.advance(Duration.ofSeconds(9));
            assertThat(queue.claimed()).isEqualTo(1);
            assertThat(taken).isNotDone();
            clock.advance(Duration.ofSeconds(2));
            assertThat(taken.join().attempt()).isEqualTo(2);
            assertThat(lost.complete()).isFalse();
            assertThat(lost.bury()).isFalse();
            assertThat(taken.join().complete()).isTrue();
        }
    }
}
