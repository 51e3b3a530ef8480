package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.ClientClosedException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.queue.DeadLetter;
import dev.tercet.recipes.queue.WorkItem;
import dev.tercet.recipes.queue.WorkQueue;
import dev.tercet.recipes.queue.Worker;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that is done at least once. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record WorkQueueRecipeTest(ContractTarget target) implements RecipeContract {
    private WorkQueue queue(String name) {
        return form(WorkQueue.class, recipes().workQueue(name));
    }

    @Test
    void whatIsCompletedIsGone() {
        String name = fresh();
        WorkQueue queue = queue(name);
        String id = queue.submit("a");
        try (Session session = openSession()) {
            Worker worker = session.worker(name, 3);
            WorkItem item = worker.take();
            assertThat(item.text()).isEqualTo("a");
            assertThat(item.id()).isEqualTo(id);
            assertThat(item.attempt()).isEqualTo(1);
            assertThat(queue.size()).isEqualTo(1);
            assertThat(queue.claimed()).isEqualTo(1);
            assertThat(worker.poll()).isEmpty();
            assertThat(etcd().kv().txn(Txn.when(item.isOwner())).succeeded()).isTrue();
            assertThat(item.complete()).isTrue();
            assertThat(item.complete()).isFalse();
            assertThat(item.release()).isFalse();
            assertThat(etcd().kv().txn(Txn.when(item.isOwner())).succeeded()).isFalse();
        }
        assertThat(queue.size()).isZero();
        assertThat(queue.claimed()).isZero();
    }

    @Test
    void whatADeadWorkerHadIsTriedAgain() {
        String name = fresh();
        queue(name).submitAll(List.of(Bytes.of("a"), Bytes.of("b")));
        WorkItem lost;
        try (Session second = openSession()) {
            Session first = openSession();
            lost = first.worker(name, 3).take();
            assertThat(lost.text()).isEqualTo("a");
            assertThat(second.worker(name, 3).take().text()).isEqualTo("b");
            CompletableFuture<WorkItem> waits =
                    CompletableFuture.supplyAsync(() -> second.worker(name, 3).take());
            // As it ends with its lease when it dies.
            first.close();
            WorkItem again = waits.join();
            assertThat(again.text()).isEqualTo("a");
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(lost.complete()).isFalse();
            assertThat(again.complete()).isTrue();
        }
    }

    @Test
    void whatIsReleasedTooOftenIsADeadLetter() {
        String name = fresh();
        WorkQueue queue = queue(name);
        String id = queue.submit("poison");
        try (Session session = openSession()) {
            Worker worker = session.worker(name, 2);
            assertThat(worker.take().release()).isTrue();
            WorkItem second = worker.take();
            assertThat(second.attempt()).isEqualTo(2);
            assertThat(queue.deadLetters(10)).isEmpty();
            assertThat(second.release()).isTrue();
            assertThat(worker.poll()).isEmpty();
            assertThat(queue.size()).isZero();
            assertThat(queue.deadLetters(10)).extracting(DeadLetter::id).containsExactly(id);
            assertThat(queue.requeue(id)).isTrue();
            assertThat(queue.requeue(id)).isFalse();
            WorkItem anew = worker.take();
            assertThat(anew.id()).isEqualTo(id);
            assertThat(anew.attempt()).isEqualTo(1);
            assertThat(anew.bury()).isTrue();
            assertThat(queue.deadLetters(10)).extracting(DeadLetter::text).containsExactly("poison");
            assertThat(queue.remove(id)).isTrue();
            assertThat(queue.remove(id)).isFalse();
        }
    }

    @Test
    void whatKillsItsWorkersIsADeadLetter() {
        String name = fresh();
        WorkQueue queue = queue(name);
        queue.submit("poison");
        for (int i = 0; i < 2; i++) {
            try (Session session = openSession()) {
                assertThat(session.worker(name, 2).take().attempt()).isEqualTo(i + 1);
            }
        }
        try (Session session = openSession()) {
            assertThat(session.worker(name, 2).poll()).isEmpty();
        }
        assertThat(queue.deadLetters(10)).extracting(DeadLetter::text).containsExactly("poison");
        assertThat(queue.size()).isZero();
    }

    @Test
    void manyClaimsAreDealtOut() {
        String name = fresh();
        queue(name)
                .submitAll(
                        IntStream.range(0, 100).mapToObj(i -> Bytes.of("" + i)).toList());
        queue(name)
                .submitAll(IntStream.range(100, 150)
                        .mapToObj(i -> Bytes.of("" + i))
                        .toList());
        try (Session one = openSession();
                Session two = openSession()) {
            List<CompletableFuture<WorkItem>> takes = new ArrayList<>();
            Worker first = one.worker(name, 3);
            Worker second = two.worker(name, 3);
            for (int i = 0; i < 75; i++) {
                takes.add(first.takeAsync());
                takes.add(second.takeAsync());
            }
            List<WorkItem> items = takes.stream().map(CompletableFuture::join).toList();
            Set<String> texts = items.stream().map(WorkItem::text).collect(Collectors.toSet());
            assertThat(texts).hasSize(150);
            assertThat(first.pollAsync().join()).isEmpty();
            items.stream()
                    .map(WorkItem::completeAsync)
                    .toList()
                    .forEach(done -> assertThat(done.join()).isTrue());
        }
        assertThat(queue(name).size()).isZero();
        assertThat(queue(name).claimed()).isZero();
    }

    @Test
    void aWorkerEndsWithItsSession() {
        String name = fresh();
        Session session = openSession();
        Worker worker = session.worker(name, 1);
        session.close();
        assertThatThrownBy(worker::take).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void mistakesAreToldAtOnce() {
        try (Session session = openSession()) {
            assertThatThrownBy(() -> session.worker("", 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> session.worker("w", 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("attempts");
            assertThatThrownBy(() -> queue(fresh()).deadLetters(0)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
