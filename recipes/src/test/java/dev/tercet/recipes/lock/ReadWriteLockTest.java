package dev.tercet.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.error.LockUpgradeException;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EtcdTest
class ReadWriteLockTest {
    private final List<Session> sessions = new ArrayList<>();
    private EtcdClient etcd;

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        sessions.clear();
        for (int i = 0; i < 4; i++) {
            sessions.add(Recipes.of(client).openSession(Duration.ofSeconds(3)));
        }
    }

    @AfterEach
    void close() {
        sessions.forEach(Session::close);
    }

    private Lock read(int who) {
        return sessions.get(who).readWriteLock("book").readLock();
    }

    private Lock write(int who) {
        return sessions.get(who).readWriteLock("book").writeLock();
    }

    private void keys(long count) {
        await().until(() -> etcd.kv().get(Get.prefix("book/").countOnly()).count() == count);
    }

    private static HeldLock held(CompletableFuture<HeldLock> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void fairness() throws Exception {
        HeldLock one = read(0).acquire();
        HeldLock two = read(1).acquire();
        CompletableFuture<HeldLock> writer = write(2).acquireAsync();
        keys(3);
        // Behind the writer, though readers have it now.
        CompletableFuture<HeldLock> late = read(3).acquireAsync();
        keys(4);
        assertThat(read(3).tryAcquire()).isEmpty();
        one.release();
        assertThat(writer).isNotDone();
        two.release();
        HeldLock written = held(writer);
        assertThat(late).isNotDone();
        assertThat(written.fencingToken()).isGreaterThan(two.fencingToken());
        written.release();
        held(late).release();
        keys(0);
    }

    @Test
    void upgradingIsRefused() throws Exception {
        HeldLock reading = read(0).acquire();
        assertThatThrownBy(() -> write(0).acquire()).isInstanceOf(LockUpgradeException.class);
        assertThatThrownBy(() -> write(0).tryAcquire()).isInstanceOf(LockUpgradeException.class);
        assertThat(reading.release()).isTrue();
        assertThat(reading.release()).isFalse();
        write(0).acquire().release();
        CompletableFuture<HeldLock> given = read(0).acquireAsync();
        held(given).close();
        write(0).acquire().release();
        keys(0);
    }

    @Test
    void whoGaveUpReadingMayWriteAtOnce() throws Exception {
        HeldLock other = write(1).acquire();
        CompletableFuture<HeldLock> given = read(0).acquireAsync();
        // What hangs on the future hears of its end before we do.
        CompletableFuture<HeldLock> next =
                given.handle((lock, failure) -> 0).thenCompose(ended -> write(0).acquireAsync());
        given.cancel(true);
        other.release();
        held(next).release();
        keys(0);
    }

    @Test
    void whoGaveUpReadingMayWriteWhileWhatItGotIsUnderWay(EmbeddedEtcd server) throws Exception {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        AtomicBoolean holds = new AtomicBoolean();
        AtomicInteger running = new AtomicInteger();
        Executor executor = task -> {
            if (holds.get()) {
                waiting.add(task);
                return;
            }
            running.incrementAndGet();
            ForkJoinPool.commonPool().execute(() -> {
                task.run();
                running.decrementAndGet();
            });
        };
        try (EtcdClient client =
                        server.clientBuilder().callbackExecutor(executor).build();
                Session session = Recipes.of(client).openSession(Duration.ofSeconds(60))) {
            ReadWriteLock book = session.readWriteLock("book");
            HeldLock other = write(1).acquire();
            CompletableFuture<HeldLock> given = book.readLock().acquireAsync();
            keys(2);
            await().until(() -> running.get() == 0);
            holds.set(true);
            other.release();
            await().until(() -> !waiting.isEmpty());
            assertThat(given.cancel(true)).isTrue();
            CompletableFuture<HeldLock> next = book.writeLock().acquireAsync();
            holds.set(false);
            waiting.forEach(Runnable::run);
            held(next).release();
        }
        keys(0);
    }

    @Test
    void readingUnderTheWriteLock() {
        HeldLock writing = write(0).acquire();
        HeldLock reading = read(0).acquire(Duration.ofSeconds(10));
        assertThat(writing.release()).isTrue();
        assertThat(reading.isHeld()).isTrue();
        // A share in the write lock until it is given back.
        assertThat(read(1).tryAcquire()).isEmpty();
        assertThat(reading.release()).isTrue();
        read(1).tryAcquire().orElseThrow().release();
        keys(0);
    }

    @Test
    void whoGivesUpLeavesNothing() {
        HeldLock reading = read(0).acquire();
        assertThatThrownBy(() -> write(1).acquire(Duration.ofMillis(100)))
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessageContaining("write lock");
        CompletableFuture<HeldLock> cancelled = write(1).acquireAsync();
        keys(2);
        cancelled.cancel(true);
        keys(1);
        // What was given up is not counted among what the session has.
        read(1).acquire().release();
        reading.release();
        keys(0);
    }

    @Test
    void aWaiterWhoseSessionIsLostHasNothing() {
        HeldLock reading = read(0).acquire();
        CompletableFuture<HeldLock> writer = write(1).acquireAsync();
        keys(2);
        etcd.leases().revoke(sessions.get(1).lease());
        reading.release();
        await().atMost(Duration.ofSeconds(20)).until(writer::isDone);
        assertThatThrownBy(() -> held(writer))
                .satisfies(failure -> assertThat(failure.getCause())
                        .isInstanceOfAny(
                                SessionLostException.class, dev.tercet.recipes.error.PlaceRemovedException.class));
        keys(0);
    }

    /** Who is in, and whether it was ever too many. */
    private static final class Room {
        private final AtomicInteger readers = new AtomicInteger();
        private final AtomicInteger writers = new AtomicInteger();
        private final AtomicInteger broken = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        private CompletableFuture<Boolean> use(HeldLock lock, boolean writes) {
            int writing = writes ? writers.incrementAndGet() : writers.get();
            int reading = writes ? readers.get() : readers.incrementAndGet();
            most.accumulateAndGet(reading, Math::max);
            if (writing > 1 || (writing > 0 && reading > 0)) {
                broken.incrementAndGet();
            }
            CompletableFuture<String> work = new CompletableFuture<>();
            return work.completeOnTimeout("done", 1, TimeUnit.MILLISECONDS).thenCompose(done -> {
                (writes ? writers : readers).decrementAndGet();
                return lock.releaseAsync();
            });
        }
    }

    private CompletableFuture<Boolean> visit(Room room, int who, boolean writes, boolean givesUp) {
        CompletableFuture<HeldLock> taken =
                writes ? write(who).acquireAsync() : read(who).acquireAsync();
        CompletableFuture<Boolean> waited = givesUp
                ? CompletableFuture.supplyAsync(
                        () -> !taken.cancel(true), CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
                : CompletableFuture.completedFuture(true);
        return waited.thenCompose(patient ->
                patient ? taken.thenCompose(lock -> room.use(lock, writes)) : CompletableFuture.completedFuture(false));
    }

    @Test
    void aStorm() throws Exception {
        Random random = new Random(3);
        Room room = new Room();
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int session = 0; session < sessions.size(); session++) {
            int who = session;
            CompletableFuture<Boolean> visits = CompletableFuture.completedFuture(true);
            for (int i = 0; i < 60; i++) {
                boolean writes = random.nextInt(3) == 0;
                boolean givesUp = random.nextInt(5) == 0;
                visits = visits.thenCompose(before -> visit(room, who, writes, givesUp));
            }
            all.add(visits);
        }
        for (CompletableFuture<Boolean> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }
        assertThat(room.broken).hasValue(0);
        assertThat(room.most.get()).isGreaterThan(1);
        keys(0);
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> sessions.get(0).readWriteLock("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(0).acquireAsync(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        sessions.get(0).close();
        assertThatThrownBy(() -> write(0).acquire()).isInstanceOf(dev.tercet.error.ClientClosedException.class);
    }
}
