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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** What a taker ends with: each takes one, when all else is taken. */
    private static final String END = "end";

    @Test
    void eachItemIsTakenOnceAndInOrder() {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh();
        assertTakenOnceAndInOrder(
                client -> {
                    FifoQueue queue = recipes(client).fifoQueue(name);
                    return putter -> IntStream.range(0, EACH / 3).forEach(i -> {
                        List<CompletableFuture<Void>> three = IntStream.range(3 * i, 3 * i + 3)
                                .mapToObj(n -> queue.putAsync(putter + " " + n))
                                .toList();
                        three.forEach(CompletableFuture::join);
                    });
                },
                () -> recipes().fifoQueue(name).put(END),
                client -> recipes(client).fifoQueue(name)::take);
        assertThat(recipes().fifoQueue(name).size()).isZero();
    }

    @Test
    void eachItemOfAPriorityIsTakenOnceAndInOrder() {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh();
        assertTakenOnceAndInOrder(
                client -> {
                    PriorityQueue queue = recipes(client).priorityQueue(name);
                    // Each putter has two priorities, so that order is kept within each of them.
                    return putter ->
                            IntStream.range(0, EACH).forEach(i -> queue.put(i % 2, putter + "/" + i % 2 + " " + i));
                },
                () -> recipes().priorityQueue(name).put(2, END),
                client -> recipes(client).priorityQueue(name)::take);
        assertThat(recipes().priorityQueue(name).size()).isZero();
    }

    /** Nobody gives up here, since what comes for who did is put back, and may be overtaken meanwhile. */
    private void assertTakenOnceAndInOrder(
            Function<EtcdClient, Consumer<String>> putters,
            Runnable putEnd,
            Function<EtcdClient, Supplier<Bytes>> takers) {
        List<Queue<String>> hauls = new ArrayList<>();
        storm((clients, threads, progress) -> {
            List<CompletableFuture<?>> puts = new ArrayList<>();
            for (int p = 0; p < PUTTERS; p++) {
                String putter = "p" + p;
                Consumer<String> puttingAll = putters.apply(clients.get(p));
                puts.add(CompletableFuture.runAsync(() -> puttingAll.accept(putter), threads));
            }
            List<CompletableFuture<?>> all = new ArrayList<>();
            all.add(CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new))
                    .thenRunAsync(() -> IntStream.range(0, TAKERS).forEach(i -> putEnd.run()), threads));
            for (int t = 0; t < TAKERS; t++) {
                Queue<String> haul = new ConcurrentLinkedQueue<>();
                hauls.add(haul);
                Supplier<Bytes> taker = takers.apply(clients.get(PUTTERS + t));
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (String item = taker.get().utf8();
                                    !item.equals(END);
                                    item = taker.get().utf8()) {
                                haul.add(item);
                                progress.incrementAndGet();
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
    }

    @Test
    void whatComesForWhoGaveUpIsNotLost() {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh();
        recipes()
                .fifoQueue(name)
                .putAll(IntStream.range(0, 90).mapToObj(i -> Bytes.of("" + i)).toList());
        Queue<String> taken = new ConcurrentLinkedQueue<>();
        AtomicInteger gaveUp = new AtomicInteger();
        storm((clients, threads, progress) -> {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int t = 0; t < TAKERS; t++) {
                FifoQueue queue = recipes(clients.get(t)).fifoQueue(name);
                all.add(CompletableFuture.runAsync(
                        () -> {
                            // Whoever has less patience than a round trip takes never, so it grows.
                            for (int patience = 1; taken.size() < 90; patience++) {
                                Optional<Bytes> item = queue.poll(Duration.ofMillis(patience));
                                item.ifPresentOrElse(one -> taken.add(one.utf8()), gaveUp::incrementAndGet);
                                progress.incrementAndGet();
                            }
                        },
                        threads));
            }
            return all;
        });
        assertThat(taken).doesNotHaveDuplicates().hasSize(90);
        assertThat(gaveUp).hasPositiveValue();
        assertThat(recipes().fifoQueue(name).size()).isZero();
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
        storm((clients, threads, progress) -> {
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
                                        progress.incrementAndGet();
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
        List<CompletableFuture<?>> begin(List<EtcdClient> clients, ExecutorService threads, AtomicInteger progress);
    }

    /** Cuts one connection after another, but only as work goes on: on a slow machine they need longer to come back. */
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
            AtomicInteger progress = new AtomicInteger();
            CompletableFuture<?> all = CompletableFuture.allOf(
                    work.begin(clients, threads, progress).toArray(CompletableFuture[]::new));
            AtomicInteger cuts = new AtomicInteger();
            AtomicInteger seen = new AtomicInteger();
            await().atMost(Duration.ofMinutes(2))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(15))
                    .until(() -> {
                        if (seen.getAndSet(progress.get()) < progress.get()) {
                            proxies.get(cuts.getAndIncrement() % proxies.size()).cut();
                        }
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
