package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.queue.FifoQueue;
import dev.tercet.recipes.queue.PriorityQueue;
import dev.tercet.recipes.queue.WorkItem;
import dev.tercet.recipes.queue.WorkQueue;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Queues while connections break all the time: nothing lost, nothing doubled, order kept. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#one")
record QueueStormTest(ContractTarget target) implements RecipeContract {
    private static final int PUTTERS = 3;
    private static final int TAKERS = 3;
    private static final int EACH = 150;

    @Test
    void eachItemIsTakenOnceAndInOrder() {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh();
        AtomicInteger taken = new AtomicInteger();
        List<Queue<String>> hauls = new ArrayList<>();
        storm((clients, threads) -> {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int p = 0; p < PUTTERS; p++) {
                String putter = "p" + p + " ";
                FifoQueue queue = recipes(clients.get(p)).fifoQueue(name);
                all.add(CompletableFuture.runAsync(
                        () -> IntStream.range(0, EACH / 3).forEach(i -> {
                            List<CompletableFuture<Void>> three = IntStream.range(3 * i, 3 * i + 3)
                                    .mapToObj(n -> queue.putAsync(putter + n))
                                    .toList();
                            three.forEach(CompletableFuture::join);
                        }),
                        threads));
            }
            for (int t = 0; t < TAKERS; t++) {
                Queue<String> haul = new ConcurrentLinkedQueue<>();
                hauls.add(haul);
                FifoQueue queue = recipes(clients.get(PUTTERS + t)).fifoQueue(name);
                all.add(CompletableFuture.runAsync(
                        () -> {
                            while (taken.get() < PUTTERS * EACH) {
                                Optional<Bytes> item = queue.poll(Duration.ofMillis(200));
                                item.ifPresent(one -> {
                                    haul.add(one.utf8());
                                    taken.incrementAndGet();
                                });
                            }
                        },
                        threads));
            }
            return all;
        });
        assertThat(hauls.stream().flatMap(Queue::stream))
                .doesNotHaveDuplicates()
                .hasSize(PUTTERS * EACH);
        hauls.forEach(QueueStormTest::assertInOrder);
        assertThat(recipes().fifoQueue(name).size()).isZero();
    }

    @Test
    void eachItemOfAPriorityIsTakenOnceAndInOrder() {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh();
        AtomicInteger taken = new AtomicInteger();
        List<Queue<String>> hauls = new ArrayList<>();
        storm((clients, threads) -> {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int p = 0; p < PUTTERS; p++) {
                int putter = p;
                PriorityQueue queue = recipes(clients.get(p)).priorityQueue(name);
                // Each putter has two priorities, so that order is kept within each of them.
                all.add(CompletableFuture.runAsync(
                        () -> IntStream.range(0, EACH)
                                .forEach(i -> queue.put(i % 2, "p" + putter + "/" + i % 2 + " " + i)),
                        threads));
            }
            for (int t = 0; t < TAKERS; t++) {
                Queue<String> haul = new ConcurrentLinkedQueue<>();
                hauls.add(haul);
                PriorityQueue queue = recipes(clients.get(PUTTERS + t)).priorityQueue(name);
                all.add(CompletableFuture.runAsync(
                        () -> {
                            while (taken.get() < PUTTERS * EACH) {
                                queue.poll(Duration.ofMillis(200)).ifPresent(one -> {
                                    haul.add(one.utf8());
                                    taken.incrementAndGet();
                                });
                            }
                        },
                        threads));
            }
            return all;
        });
        assertThat(hauls.stream().flatMap(Queue::stream))
                .doesNotHaveDuplicates()
                .hasSize(PUTTERS * EACH);
        hauls.forEach(QueueStormTest::assertInOrder);
        assertThat(recipes().priorityQueue(name).size()).isZero();
    }

    private static void assertInOrder(Queue<String> haul) {
        Map<String, Integer> last = new HashMap<>();
        for (String item : haul) {
            String[] parts = item.split(" ");
            int number = Integer.parseInt(parts[1]);
            assertThat(last.getOrDefault(parts[0], -1))
                    .as("before %s in %s", item, haul)
                    .isLessThan(number);
            last.put(parts[0], number);
        }
    }

    @Test
    void allWorkIsDoneThoughWorkersDie() {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh();
        long seed = Long.getLong("tercet.seed", 20_261_121);
        System.out.println("the storm's seed: " + seed);
        Set<String> done = ConcurrentHashMap.newKeySet();
        AtomicInteger doneTwice = new AtomicInteger();
        WorkQueue queue = recipes().workQueue(name);
        queue.submitAll(IntStream.range(0, 60).mapToObj(i -> Bytes.of("" + i)).toList());
        storm((clients, threads) -> {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int t = 0; t < TAKERS; t++) {
                Random random = new Random(seed + t);
                EtcdClient client = clients.get(t);
                all.add(CompletableFuture.runAsync(
                        () -> {
                            while (queue.size() > 0) {
                                // One life of a worker, of up to ten items; what it has at its end it did not do.
                                try (Session session = recipes(client).openSession(Duration.ofSeconds(20))) {
                                    for (int i = random.nextInt(10); i >= 0; i--) {
                                        Optional<WorkItem> item =
                                                session.worker(name, 1000).poll(Duration.ofMillis(100));
                                        if (i > 0
                                                && item.isPresent()
                                                && item.get().complete()
                                                && !done.add(item.get().text())) {
                                            doneTwice.incrementAndGet();
                                        }
                                    }
                                } catch (UnavailableException e) {
                                    // The grant of its lease was sent when the connection broke, and nobody repeats
                                    // that.
                                    assertThat(e.method().orElseThrow()).endsWith("LeaseGrant");
                                }
                            }
                        },
                        threads));
            }
            return all;
        });
        assertThat(done).hasSize(60);
        assertThat(doneTwice).hasValue(0);
        assertThat(queue.claimed()).isZero();
        assertThat(queue.deadLetters(10)).isEmpty();
    }

    private interface Work {
        List<CompletableFuture<?>> begin(List<EtcdClient> clients, ExecutorService threads);
    }

    private void storm(Work work) {
        List<FaultProxy> proxies = new ArrayList<>();
        List<EtcdClient> clients = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(PUTTERS + TAKERS);
        try {
            for (int i = 0; i < PUTTERS + TAKERS; i++) {
                FaultProxy proxy =
                        FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                proxies.add(proxy);
                clients.add(connect(List.of(proxy.endpoint())).client());
            }
            CompletableFuture<?> all =
                    CompletableFuture.allOf(work.begin(clients, threads).toArray(CompletableFuture[]::new));
            AtomicInteger cuts = new AtomicInteger();
            await().atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(15))
                    .until(() -> {
                        proxies.get(cuts.getAndIncrement() % proxies.size()).cut();
                        return all.isDone();
                    });
            all.join();
        } finally {
            clients.forEach(EtcdClient::close);
            proxies.forEach(FaultProxy::close);
            threads.shutdownNow();
        }
    }
}
