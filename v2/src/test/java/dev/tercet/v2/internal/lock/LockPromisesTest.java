package dev.tercet.v2.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.internal.client.BlockingLock;
import dev.tercet.v2.internal.lock.FakeBackend.Fate;
import dev.tercet.v2.internal.time.JdkTimer;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.V2LockOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a lock promised ends, in every way that its claim can end. */
class LockPromisesTest {
    private static final V2LockOptions TEN_SECONDS = V2LockOptions.DEFAULT.withTtl(Duration.ofSeconds(10));

    private final FakeTime time = new FakeTime();
    private final FakeBackend store = new FakeBackend(time, Runnable::run);
    private final Locks locks = new Locks(store, time, Runnable::run, "/_locks");

    private AsyncEtcdV2Lock lock() {
        return locks.lock("T", TEN_SECONDS, CallOptions.DEFAULT);
    }

    private static void assertFails(CompletableFuture<?> future, Class<? extends Throwable> type) {
        assertThat(future).isCompletedExceptionally();
        assertThatThrownBy(future::join).cause().isInstanceOf(type);
    }

    private AsyncEtcdV2Lock held() {
        AsyncEtcdV2Lock lock = lock();
        assertThat(lock.acquire()).isCompleted();
        return lock;
    }

    /** Asks for a held lock again in each way, with a renewal that nobody answers. */
    private List<CompletableFuture<?>> again(AsyncEtcdV2Lock lock) {
        store.writes.add(Fate.SILENT);
        return List.of(lock.acquire(), lock.tryAcquire(), lock.acquire(Duration.ofSeconds(60)));
    }

    @Test
    void releaseEndsWhoRenews() {
        AsyncEtcdV2Lock lock = held();
        List<CompletableFuture<?>> again = again(lock);
        assertThat(lock.release()).isCompleted();
        again.forEach(each -> assertFails(each, V2LockExpiredException.class));
        assertThatThrownBy(again.get(0)::join).hasMessageContaining("released while");
        assertThat(store.values("/_locks/T")).isEmpty();
        assertThat(time.waiting()).isZero();
        assertThat(lock.acquire()).isCompleted();
    }

    @Test
    void closeEndsWhoRenews() {
        AsyncEtcdV2Lock lock = held();
        List<CompletableFuture<?>> again = again(lock);
        locks.close();
        again.forEach(each -> assertFails(each, ClientClosedException.class));
        assertThat(lock.lost()).isCompleted();
    }

    @Test
    void lossGivesWhoRenewsTheNextTurn() {
        AsyncEtcdV2Lock lock = held();
        List<CompletableFuture<?>> again = again(lock);
        store.delete(V2Delete.of(lock.lockKey()), CallOptions.DEFAULT);
        again.forEach(each -> assertThat(each).isCompleted().isNotCompletedExceptionally());
        assertThat(lock.lost()).isNotDone();
        assertThat(lock.isAcquired()).isCompletedWithValue(true);
    }

    @Test
    void aRenewalThatFindsNothingWhileItIsReleasedEndsToo() {
        AsyncEtcdV2Lock lock = held();
        List<CompletableFuture<?>> again = again(lock);
        store.deletes.add(Fate.SILENT);
        CompletableFuture<Void> released = lock.release();
        store.silent.get(0).completeExceptionally(FakeBackend.unavailable("renew", Outcome.UNKNOWN));
        again.forEach(each -> assertFails(each, V2LockExpiredException.class));
        assertThat(released).isNotDone();
        locks.close();
        assertFails(released, ClientClosedException.class);
    }

    @Test
    void closeEndsWhatRests() {
        AsyncEtcdV2Lock lock = held();
        store.deletes.add(Fate.REFUSED);
        assertFails(lock.release(), EtcdTimeoutException.class);
        CompletableFuture<Void> another = lock.release();
        CompletableFuture<Void> behind = lock.acquire();
        locks.close();
        assertFails(another, ClientClosedException.class);
        assertFails(behind, ClientClosedException.class);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void closeEndsWhatIsNotAnsweredYet() {
        store.writes.add(Fate.SILENT);
        AsyncEtcdV2Lock lock = lock();
        CompletableFuture<Boolean> waiting = lock.acquire(Duration.ofSeconds(60));
        locks.close();
        assertFails(waiting, ClientClosedException.class);
    }

    @Test
    void releaseEndsAnAdoptionThatIsUnderWay() {
        AsyncEtcdV2Lock holder = held();
        AsyncEtcdV2Lock heir = lock();
        store.writes.add(Fate.SILENT);
        CompletableFuture<Void> adopted = heir.adopt(holder.uuid());
        assertThat(adopted).isNotDone();
        assertThat(heir.release()).isCompleted();
        assertFails(adopted, V2LockExpiredException.class);
    }

    @Test
    void closingALockOfNobodyAsksNoServer() {
        store.writes.add(Fate.REFUSED);
        AsyncEtcdV2Lock lock = lock();
        assertFails(lock.acquire(), EtcdTimeoutException.class);
        int calls = store.calls.size();
        assertThat(lock.release()).isCompleted();
        assertThat(store.calls).hasSize(calls);
    }

    @Test
    void closeOfALockDoesNotWaitForGood() {
        EtcdV2Lock lock = new BlockingLock(lock(), time);
        lock.acquire();
        store.deletes.add(Fate.SILENT);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(lock::close);
        await().until(() -> !store.silent.isEmpty());
        assertThat(closed).isNotDone();
        await().until(() -> {
            time.pass(Duration.ofSeconds(1));
            return closed.isDone();
        });
        assertThat(closed).isCompleted();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noneOfManyThreadsHangs(int round) throws Exception {
        ExecutorService io = Executors.newFixedThreadPool(3);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            JdkTimer timer = new JdkTimer(io);
            Locks shared = new Locks(new FakeBackend(timer, io), timer, io, "/_locks");
            AsyncEtcdV2Lock lock = shared.lock("T", TEN_SECONDS, CallOptions.DEFAULT);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(callers.submit(() -> mix(lock, 400)));
            }
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
            List<CompletableFuture<?>> last = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                last.add(CALLS.get(i % CALLS.size()).apply(lock));
            }
            shared.close();
            last.forEach(LockPromisesTest::ended);
        } finally {
            callers.shutdownNow();
            io.shutdownNow();
        }
    }

    private static final List<Function<AsyncEtcdV2Lock, CompletableFuture<?>>> CALLS = List.of(
            AsyncEtcdV2Lock::acquire,
            AsyncEtcdV2Lock::release,
            AsyncEtcdV2Lock::tryAcquire,
            AsyncEtcdV2Lock::isAcquired,
            lock -> lock.acquire(Duration.ofMillis(20)));

    private static void mix(AsyncEtcdV2Lock lock, int rounds) {
        Random random = new Random(Long.getLong("tercet.seed", 20_261_121));
        for (int i = 0; i < rounds; i++) {
            int which = random.nextInt(CALLS.size());
            ended(CALLS.get(which).apply(lock));
        }
    }

    /** It ends, well or with a failure of a client. */
    private static void ended(CompletableFuture<?> future) {
        Throwable failure = future.handle((value, why) -> why)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        if (failure != null) {
            assertThat(failure).isInstanceOf(EtcdException.class);
        }
    }
}
