package dev.tercet.v2.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.v2.internal.lock.Site.Client;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.V2LockOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Locks on a server, with several clients at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LocksOnServer {
    private static final V2LockOptions HALF_A_MINUTE = V2LockOptions.DEFAULT.withTtl(Duration.ofSeconds(30));
    private static final V2LockOptions SHORT = V2LockOptions.DEFAULT.withTtl(Duration.ofSeconds(2));

    private Site site;
    private Client client;

    abstract Site site();

    @BeforeAll
    void start() {
        site = site();
        client = site.client();
    }

    @AfterAll
    void stop() {
        if (site != null) {
            site.close();
        }
    }

    private static EtcdV2Lock lock(Client of, String name, V2LockOptions how) {
        return of.blocking(name, how);
    }

    private static AsyncEtcdV2Lock asyncLock(Client of, String name, V2LockOptions how) {
        return of.locks().lock(name, how, CallOptions.DEFAULT);
    }

    private void awaitQueue(String name, int length) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.queue("/_locks/" + name).size() == length);
    }

    @Test
    void neverTwoHoldersInAStorm() throws Exception {
        String witness = "/witness";
        client.backend()
                .write(V2Write.value(witness, "free"), CallOptions.DEFAULT)
                .join();
        List<Client> clients =
                IntStream.range(0, 4).mapToObj(i -> site.client()).toList();
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicInteger held = new AtomicInteger();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Client own = clients.get(i % clients.size());
                String me = "thread-" + i;
                all.add(threads.submit(() -> {
                    for (int round = 0; round < 5; round++) {
                        try (EtcdV2Lock lock = lock(own, "storm", HALF_A_MINUTE)) {
                            if (round % 2 == 1 && !lock.tryAcquire()) {
                                lock.acquire();
                            } else {
                                lock.acquire();
                            }
                            swap(own, witness, "free", me);
                            swap(own, witness, me, "free");
                            held.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(120, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(held).hasValue(80);
        assertThat(client.queue("/_locks/storm")).isEmpty();
    }

    private static void swap(Client of, String key, String from, String to) {
        of.backend()
                .write(V2Write.value(key, to).ifPrevValue(from), CallOptions.DEFAULT)
                .join();
    }

    @Test
    void itIsHandedOverInOrder() {
        EtcdV2Lock first = lock(client, "order", HALF_A_MINUTE);
        first.acquire();
        List<Integer> turns = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int turn = i;
            AsyncEtcdV2Lock next = asyncLock(client, "order", HALF_A_MINUTE);
            all.add(next.acquire().thenCompose(done -> {
                turns.add(turn);
                return next.release();
            }));
            awaitQueue("order", i + 2);
        }
        first.release();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        assertThat(turns)
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    }

    @Test
    void manyWaitWithoutDeepStacks() {
        int waiters = 200;
        EtcdV2Lock first = lock(client, "many", HALF_A_MINUTE);
        first.acquire();
        AtomicInteger deepest = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            AsyncEtcdV2Lock next = asyncLock(client, "many", HALF_A_MINUTE);
            all.add(next.acquire().thenCompose(done -> {
                deepest.accumulateAndGet(Thread.currentThread().getStackTrace().length, Math::max);
                return next.release();
            }));
        }
        awaitQueue("many", waiters + 1);
        first.release();
        assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(60));
        assertThat(deepest.get()).isLessThan(100);
        assertThat(client.queue("/_locks/many")).isEmpty();
    }

    @Test
    void whatAKilledProcessHadGoesToTheNextAfterItsTime() {
        Client killed = site.client();
        EtcdV2Lock lock = lock(killed, "killed", SHORT);
        lock.acquire();
        CompletableFuture<?> lost = lock.lost();
        CompletableFuture<Void> next =
                asyncLock(client, "killed", HALF_A_MINUTE).acquire();
        awaitQueue("killed", 2);
        killed.killing().run();
        assertThat(next).isNotDone();
        await().atMost(Duration.ofSeconds(20)).until(next::isDone);
        assertThat(next).isCompleted();
        assertThat(lost).isDone();
    }

    @Test
    void itIsHeldForLongerThanItsTimeAlsoByWhoWaits() {
        EtcdV2Lock holder = lock(client, "long", SHORT);
        holder.acquire();
        CompletableFuture<Void> waiting =
                asyncLock(site.client(), "long", SHORT).acquire();
        awaitQueue("long", 2);
        await().during(Duration.ofSeconds(7))
                .atMost(Duration.ofSeconds(10))
                .until(() -> client.queue("/_locks/long").size() == 2 && !waiting.isDone());
        assertThat(holder.isAcquired()).isTrue();
        assertThat(holder.lost()).isNotDone();
        holder.release();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void withoutRenewalItGoesToTheNext() {
        EtcdV2Lock holder = lock(client, "brief", SHORT.withoutRenewal());
        holder.acquire();
        CompletableFuture<Void> next = asyncLock(client, "brief", HALF_A_MINUTE).acquire();
        AtomicReference<Boolean> lostFirst = new AtomicReference<>();
        CompletableFuture<?> lost = holder.lost();
        next.thenRun(() -> lostFirst.set(lost.isDone()));
        await().atMost(Duration.ofSeconds(20)).until(() -> lostFirst.get() != null);
        assertThat(lostFirst).hasValue(true);
        holder.release();
    }

    @Test
    void anInterruptLeavesNothing() throws Exception {
        EtcdV2Lock holder = lock(client, "interrupt", HALF_A_MINUTE);
        holder.acquire();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                lock(client, "interrupt", HALF_A_MINUTE).acquire();
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        waiter.start();
        awaitQueue("interrupt", 2);
        waiter.interrupt();
        waiter.join(10_000);
        assertThat(thrown.get()).isInstanceOf(InterruptedEtcdException.class).hasMessageContaining("interrupt");
        awaitQueue("interrupt", 1);
    }

    @Test
    void aTryAndATimeoutLeaveNothing() {
        EtcdV2Lock holder = lock(client, "try", HALF_A_MINUTE);
        holder.acquire();
        EtcdV2Lock other = lock(site.client(), "try", HALF_A_MINUTE);
        assertThat(other.tryAcquire()).isFalse();
        assertThat(client.queue("/_locks/try")).hasSize(1);
        assertThat(other.acquire(Duration.ofMillis(300))).isFalse();
        assertThat(client.queue("/_locks/try")).hasSize(1);
    }

    @Test
    void closingAClientTakesItsWaitersOut() {
        EtcdV2Lock holder = lock(client, "closing", HALF_A_MINUTE);
        holder.acquire();
        Client other = site.client();
        CompletableFuture<Void> waiting =
                asyncLock(other, "closing", HALF_A_MINUTE).acquire();
        awaitQueue("closing", 2);
        other.close();
        assertThatThrownBy(waiting::join).hasMessageContaining("the client is closed");
        assertThat(client.queue("/_locks/closing")).hasSize(1);
    }
}
