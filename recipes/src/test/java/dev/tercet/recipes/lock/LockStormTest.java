package dev.tercet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Many who take a lock in every way, give up at any moment and lose replies: never two at a time, and nothing is left. */
@EtcdTest
class LockStormTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 300;

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicReference<Use> latest = new AtomicReference<>(new Use(0, 0));
    private final AtomicInteger turns = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> mistakes = new ConcurrentLinkedQueue<>();

    @Test
    void neverTwoAndNothingLeft(EtcdClient etcd, EmbeddedEtcd server, Faults faults) throws Exception {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        faults.add(Fault.replyLost().on("Txn").after(50).times(3));
        faults.add(Fault.unavailable().on("Txn").after(200).times(5));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(seed + i);
                running.add(threads.submit(() -> contend(etcd, random)));
            }
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(mistakes).as("seed " + seed).isEmpty();
        assertThat(turns.get()).as("seed " + seed).isPositive();
        await().until(() -> etcd.kv().get(Get.prefix("job/").countOnly()).count() == 0);
        await().until(() -> server.usage().watches() == 0);
    }

    private void contend(EtcdClient etcd, Random random) {
        try (Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(60))) {
            Lock lock = session.lock("job");
            for (int i = 0; i < ROUNDS; i++) {
                try {
                    take(lock, random).ifPresent(held -> use(held, random));
                } catch (EtcdException | CompletionException | CancellationException e) {
                    // Timed out, cancelled, or struck by a fault: what is left of it is looked at in the end.
                }
            }
        }
    }

    private static Optional<HeldLock> take(Lock lock, Random random) {
        switch (random.nextInt(4)) {
            case 0:
                return lock.tryAcquire();
            case 1:
                return lock.tryAcquire(Duration.ofNanos(1 + random.nextInt(5_000_000)));
            case 2:
                return Optional.of(lock.acquire(Duration.ofNanos(1 + random.nextInt(20_000_000))));
            default:
                CompletableFuture<HeldLock> waiting = lock.acquireAsync();
                for (int spins = random.nextInt(20_000); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                if (random.nextBoolean()) {
                    waiting.cancel(true);
                }
                return Optional.of(waiting.join());
        }
    }

    private void use(HeldLock held, Random random) {
        if (inside.incrementAndGet() != 1) {
            mistakes.add("two at a time");
        }
        Use now = new Use(held.fencingToken(), held.lease());
        Use before = latest.getAndSet(now);
        if (!now.mayFollow(before)) {
            mistakes.add(now + " after " + before);
        }
        turns.incrementAndGet();
        for (int spins = random.nextInt(10_000); spins > 0; spins--) {
            Thread.onSpinWait();
        }
        inside.decrementAndGet();
        held.close();
    }

    private record Use(long token, long lease) {
        /** A session keeps its key, and with it the token, while a hold that was cancelled is still about to be given back. */
        boolean mayFollow(Use before) {
            return token > before.token || (token == before.token && lease == before.lease);
        }
    }
}
