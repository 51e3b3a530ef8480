package dev.tercet.v2.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.internal.lock.FakeBackend.Fate;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.lock.AsyncEtcdV2Election;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.AsyncLegacyLock;
import dev.tercet.v2.lock.V2LockOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Locks and elections over a store in memory, with a clock that is set by hand: what happens when, and what is left. */
class LocksOverFakeTest {
    private static final String QUEUE = "/_locks/job";
    private static final V2LockOptions TEN_SECONDS = V2LockOptions.DEFAULT.withTtl(Duration.ofSeconds(10));

    private final FakeTime time = new FakeTime();
    private final FakeBackend store = new FakeBackend(time, Runnable::run);
    private final Locks locks = new Locks(store, time, Runnable::run, "/_locks");

    private AsyncEtcdV2Lock lock() {
        return lock(TEN_SECONDS);
    }

    private AsyncEtcdV2Lock lock(V2LockOptions how) {
        return locks.lock("job", how, CallOptions.DEFAULT);
    }

    private static void assertFails(CompletableFuture<?> future, Class<? extends Throwable> type) {
        assertThat(future).isCompletedExceptionally();
        assertThatThrownBy(future::join).cause().isInstanceOf(type);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            time.pass(Duration.ofMillis(100));
            store.sweep();
        }
    }

    @Test
    void oneHasItAndTheNextGetsItInOrder() {
        AsyncEtcdV2Lock first = lock();
        AsyncEtcdV2Lock second = lock();
        AsyncEtcdV2Lock third = lock();
        assertThat(first.acquire()).isCompleted();
        CompletableFuture<Void> waiting = second.acquire();
        CompletableFuture<Void> last = third.acquire();
        assertThat(waiting).isNotDone();
        assertThat(first.isAcquired()).isCompletedWithValue(true);
        assertThat(second.isAcquired()).isCompletedWithValue(false);
        assertThat(store.values(QUEUE)).containsExactly(first.uuid(), second.uuid(), third.uuid());
        assertThat(first.lockKey()).startsWith(QUEUE + "/");
        assertThat(first.release()).isCompleted();
        assertThat(waiting).isCompleted();
        assertThat(last).isNotDone();
        second.release();
        assertThat(last).isCompleted();
        third.release();
        assertThat(store.values(QUEUE)).isEmpty();
        assertThat(store.watches()).isZero();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void theOrderIsThatOfNumbersAlsoWhereNamesAreNotPadded() {
        store.padded = false;
        AsyncEtcdV2Lock first = lock();
        first.acquire();
        CompletableFuture<Void> ninth = lock().acquire();
        CompletableFuture<Void> tenth = lock().acquire();
        assertThat(store.values(QUEUE)).hasSize(3);
        first.release();
        assertThat(ninth).isCompleted();
        assertThat(tenth).isNotDone();
    }

    @Test
    void aTryThatFailsLeavesNothing() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        AsyncEtcdV2Lock other = lock();
        for (int i = 0; i < 50; i++) {
            assertThat(other.tryAcquire()).isCompletedWithValue(false);
        }
        assertThat(store.values(QUEUE)).containsExactly(holder.uuid());
        assertThatThrownBy(other::lockKey).isInstanceOf(IllegalStateException.class);
        holder.release();
        assertThat(other.tryAcquire()).isCompletedWithValue(true);
    }

    @Test
    void oneDeadlineIsForAllOfTheWait() {
        AsyncEtcdV2Lock first = lock();
        AsyncEtcdV2Lock second = lock();
        AsyncEtcdV2Lock third = lock();
        first.acquire();
        second.acquire();
        CompletableFuture<Boolean> late = third.acquire(Duration.ofSeconds(5));
        pass(4);
        // Another predecessor, and not another deadline.
        first.release();
        assertThat(late).isNotDone();
        pass(1);
        assertThat(late).isCompletedWithValue(false);
        assertThat(store.values(QUEUE)).containsExactly(second.uuid());
    }

    @Test
    void whoCancelsLeavesNothing() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        CompletableFuture<Void> waiting = lock().acquire();
        assertThat(store.values(QUEUE)).hasSize(2);
        waiting.cancel(true);
        assertThat(store.values(QUEUE)).containsExactly(holder.uuid());
        CompletableFuture<Void> timed = lock().acquire();
        timed.completeExceptionally(new IllegalStateException("enough"));
        assertThat(store.values(QUEUE)).containsExactly(holder.uuid());
    }

    @Test
    void whoCancelsBeforeItsEntryIsAnsweredLeavesNothing() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        store.writes.add(Fate.SILENT);
        CompletableFuture<Void> waiting = lock().acquire();
        waiting.cancel(true);
        // It was put, and nobody will ever say so.
        assertThat(store.values(QUEUE)).hasSize(2);
        store.silent.get(0).completeExceptionally(FakeBackend.unavailable("append", Outcome.UNKNOWN));
        pass(15);
        assertThat(store.values(QUEUE)).containsExactly(holder.uuid());
        assertThat(store.watches()).isEqualTo(1);
    }

    @Test
    void anEntryWhoseAnswerIsLostIsFoundByItsId() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        store.writes.add(Fate.REPLY_LOST);
        AsyncEtcdV2Lock other = lock();
        CompletableFuture<Void> waiting = other.acquire();
        assertThat(waiting).isNotDone();
        assertThat(store.values(QUEUE)).containsExactly(holder.uuid(), other.uuid());
        holder.release();
        assertThat(waiting).isCompleted();
    }

    @Test
    void anEntryWhoseAnswerIsLostIsDeletedWhenItsCallerFails() {
        store.writes.add(Fate.REPLY_LOST);
        store.reads.add(Fate.REFUSED);
        AsyncEtcdV2Lock lock = lock();
        assertFails(lock.acquire(), EtcdTimeoutException.class);
        assertThat(store.values(QUEUE)).hasSize(1);
        String before = lock.uuid();
        assertThat(lock.acquire(Duration.ofSeconds(20)))
                .as("the stray is before it, until it is swept")
                .isNotDone();
        assertThat(lock.uuid()).isNotEqualTo(before);
        pass(1);
        assertThat(store.values(QUEUE)).containsExactly(lock.uuid());
        assertThat(lock.isAcquired()).isCompletedWithValue(true);
    }

    @Test
    void aRefusedEntryFails() {
        store.writes.add(Fate.REFUSED);
        AsyncEtcdV2Lock lock = lock();
        assertFails(lock.tryAcquire(), EtcdTimeoutException.class);
        assertThat(lock.tryAcquire()).isCompletedWithValue(true);
    }

    @Test
    void aServerThatDoesNotAnswerIsNotSomebodyElse() {
        store.writes.add(Fate.SILENT);
        CompletableFuture<Boolean> late = lock().acquire(Duration.ofSeconds(2));
        pass(4);
        assertFails(late, EtcdTimeoutException.class);
    }

    @Test
    void itIsHeldForLongerThanItsTime() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        CompletableFuture<Void> waiting = lock().acquire();
        pass(45);
        assertThat(holder.isAcquired()).isCompletedWithValue(true);
        assertThat(waiting).isNotDone();
        assertThat(holder.lost()).isNotDone();
    }

    @Test
    void withoutRenewalItEndsAndSaysSoBeforeTheNextHasIt() {
        AsyncEtcdV2Lock holder = lock(TEN_SECONDS.withoutRenewal());
        holder.acquire();
        CompletableFuture<Void> waiting = lock().acquire();
        pass(8);
        assertThat(holder.lost()).isNotDone();
        pass(1);
        assertThat(holder.lost()).isCompleted();
        assertThat(holder.lost().join()).hasMessageContaining("not renewed for the 10 s");
        assertThat(waiting).isNotDone();
        pass(2);
        assertThat(waiting).isCompleted();
        assertThat(holder.release()).isCompleted();
        assertThat(store.values(QUEUE)).hasSize(1);
    }

    @Test
    void withoutRenewalItsTimeCountsFromWhenItIsHad() {
        AsyncEtcdV2Lock first = lock();
        first.acquire();
        AsyncEtcdV2Lock brief = lock(TEN_SECONDS.withoutRenewal());
        CompletableFuture<Void> waiting = brief.acquire();
        pass(42);
        first.release();
        assertThat(waiting).isCompleted();
        pass(8);
        assertThat(brief.lost()).isNotDone();
        assertThat(brief.isAcquired()).isCompletedWithValue(true);
        // Taking it again renews it.
        assertThat(brief.acquire()).isCompleted();
        pass(8);
        assertThat(brief.isAcquired()).isCompletedWithValue(true);
        pass(2);
        assertThat(brief.lost()).isCompleted();
    }

    @Test
    void anOutageOfItsTimeLosesIt() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        for (int i = 0; i < 100; i++) {
            store.writes.add(Fate.REFUSED);
        }
        pass(8);
        assertThat(holder.lost()).isNotDone();
        pass(2);
        assertThat(holder.lost()).isCompleted();
        assertThat(holder.isAcquired()).isCompletedWithValue(false);
        store.writes.clear();
        pass(1);
        assertThat(holder.acquire()).isCompleted();
        assertThat(holder.lost()).isNotDone();
    }

    @Test
    void whatSomebodyDeletesIsLostAtOnce() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        store.delete(V2Delete.of(holder.lockKey()), CallOptions.DEFAULT);
        assertThat(holder.lost()).isCompleted();
        assertThat(holder.lost().join()).hasMessageContaining("somebody deleted it");
        assertThat(holder.release()).isCompleted();
    }

    @Test
    void whoWaitsAndIsDeletedIsTold() {
        lock().acquire();
        AsyncEtcdV2Lock other = lock();
        CompletableFuture<Void> waiting = other.acquire();
        store.delete(V2Delete.of(other.lockKey()), CallOptions.DEFAULT);
        pass(4);
        assertFails(waiting, V2LockExpiredException.class);
    }

    @Test
    void aThousandForeignEventsAreNothing() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        CompletableFuture<Void> waiting = lock().acquire();
        store.foreign(5000);
        store.cut(key -> FakeBackend.unavailable(key, Outcome.NOT_APPLIED));
        int calls = store.calls.size();
        pass(20);
        // Renewals are six; there is no hot loop.
        assertThat(store.calls.size() - calls).isLessThan(20);
        holder.release();
        assertThat(waiting).isCompleted();
    }

    @Test
    void twoCallersOfOneLockShareItsClaim() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        AsyncEtcdV2Lock shared = lock();
        CompletableFuture<Void> one = shared.acquire();
        CompletableFuture<Boolean> two = shared.acquire(Duration.ofSeconds(3));
        assertThat(shared.tryAcquire()).isCompletedWithValue(false);
        assertThat(store.values(QUEUE)).containsExactly(holder.uuid(), shared.uuid());
        pass(3);
        assertThat(two).isCompletedWithValue(false);
        assertThat(store.values(QUEUE)).containsExactly(holder.uuid(), shared.uuid());
        holder.release();
        assertThat(one).isCompleted();
    }

    @Test
    void releasingWhatIsWaitedForEndsTheWait() {
        lock().acquire();
        AsyncEtcdV2Lock other = lock();
        CompletableFuture<Void> waiting = other.acquire();
        assertThat(other.release()).isCompleted();
        assertFails(waiting, V2LockExpiredException.class);
        assertThat(store.values(QUEUE)).hasSize(1);
        assertThat(other.release()).isCompleted();
    }

    @Test
    void aReleaseThatFailsSaysSoAndIsDoneLater() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        store.deletes.add(Fate.REFUSED);
        assertFails(holder.release(), EtcdTimeoutException.class);
        assertThat(store.values(QUEUE)).hasSize(1);
        pass(1);
        assertThat(store.values(QUEUE)).isEmpty();
    }

    @Test
    void aClaimIsHandedOver() {
        AsyncEtcdV2Lock holder = lock(TEN_SECONDS.withoutRenewal());
        holder.acquire();
        AsyncEtcdV2Lock heir = lock();
        assertFails(heir.adopt("nobody"), IllegalArgumentException.class);
        String own = heir.uuid();
        assertThat(heir.uuid()).isEqualTo(own);
        assertThat(heir.adopt(holder.uuid())).isCompleted();
        assertThat(heir.uuid()).isEqualTo(holder.uuid());
        assertThat(heir.lockKey()).isEqualTo(holder.lockKey());
        assertThat(heir.isAcquired()).isCompletedWithValue(true);
        pass(30);
        assertThat(heir.isAcquired()).isCompletedWithValue(true);
        heir.release();
        assertThat(store.values(QUEUE)).isEmpty();
    }

    @Test
    void aClaimThatWaitsIsHandedOverToo() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        AsyncEtcdV2Lock waiter = lock();
        waiter.acquire();
        AsyncEtcdV2Lock heir = lock();
        assertThat(heir.adopt(waiter.uuid())).isCompleted();
        assertThat(heir.isAcquired()).isCompletedWithValue(false);
        CompletableFuture<Void> waiting = heir.acquire();
        assertFails(heir.adopt(holder.uuid()), IllegalStateException.class);
        holder.release();
        assertThat(waiting).isCompleted();
    }

    @Test
    void closingEndsEverything() {
        AsyncEtcdV2Lock holder = lock();
        holder.acquire();
        CompletableFuture<Void> waiting = lock().acquire();
        locks.close();
        assertFails(waiting, ClientClosedException.class);
        assertThat(holder.lost()).isCompleted();
        assertThat(store.values(QUEUE)).containsExactly(holder.uuid());
        assertFails(lock().acquire(), ClientClosedException.class);
        assertThat(store.watches()).isZero();
        pass(2);
        assertThat(time.waiting()).isZero();
        locks.close();
    }

    @Test
    void queuesBelowOthersAreTheirOwn() {
        assertThat(locks.lock("a/b", TEN_SECONDS, CallOptions.DEFAULT).acquire())
                .isCompleted();
        assertThat(locks.lock("a", TEN_SECONDS, CallOptions.DEFAULT).acquire()).isCompleted();
        assertThatThrownBy(() -> locks.lock("", TEN_SECONDS, CallOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> locks.lock("..", TEN_SECONDS, CallOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private AsyncLegacyLock legacy(String value, int ttl) {
        return locks.getLock("job", Duration.ofSeconds(ttl), value, CallOptions.DEFAULT);
    }

    @Test
    void aLegacyLockIsNotRenewed() {
        AsyncLegacyLock lock = legacy("a value of mine", 10);
        assertThat(lock.key()).isEqualTo("/job");
        assertThat(lock.index()).isEmpty();
        assertThat(lock.isLocked()).isCompletedWithValue(false);
        assertThat(lock.acquire()).isCompleted();
        assertThat(lock.index()).isPresent();
        assertThat(lock.isLocked()).isCompletedWithValue(true);
        assertFails(lock.acquire(), IllegalStateException.class);
        CompletableFuture<Void> next = legacy("", 0).acquire();
        pass(8);
        assertThat(lock.renew(Duration.ofSeconds(10))).isCompleted();
        pass(8);
        assertThat(next).isNotDone();
        pass(3);
        assertThat(next).isCompleted();
        assertFails(lock.renew(Duration.ofSeconds(10)), V2LockExpiredException.class);
        assertThat(lock.index()).isEmpty();
        assertFails(lock.release(), IllegalStateException.class);
    }

    @Test
    void aLegacyLockCanBeAttachedTo() {
        AsyncLegacyLock holder = legacy("by me", 10);
        AsyncLegacyLock other = legacy("mine", 10);
        assertFails(other.get(), V2LockExpiredException.class);
        holder.acquire();
        assertThat(other.get()).isCompleted();
        assertThat(other.value()).isEqualTo("by me");
        assertThat(other.index()).isEqualTo(holder.index());
        assertThat(other.release()).isCompleted();
        assertFails(holder.release(), V2LockExpiredException.class);
        assertThat(holder.acquire(Duration.ofSeconds(1))).isCompleted();
    }

    @Test
    void aLegacyLockThatRanOutIsTakenAnew() {
        AsyncLegacyLock lock = legacy("v", 2);
        lock.acquire();
        pass(3);
        assertThat(lock.acquire()).isCompleted();
        CompletableFuture<Void> late = legacy("v", 2).acquire(Duration.ofSeconds(1));
        pass(1);
        assertFails(late, EtcdTimeoutException.class);
    }

    @Test
    void aLegacyLockThatIsLateLeavesNothing() {
        AsyncLegacyLock holder = legacy("v", 0);
        holder.acquire();
        CompletableFuture<Void> late = legacy("v", 5).acquire(Duration.ofSeconds(7));
        pass(6);
        assertThat(store.values(Locks.LEGACY_LOCKS + "/job")).hasSize(2);
        pass(1);
        assertFails(late, EtcdTimeoutException.class);
        assertThat(store.values(Locks.LEGACY_LOCKS + "/job")).hasSize(1);
        assertThat(holder.release()).isCompleted();
    }

    @Test
    void whatIsForEverIsSoOnceItIsHeld() {
        AsyncLegacyLock holder = legacy("for ever", 0);
        holder.acquire();
        assertThat(store.ttls(Locks.LEGACY_LOCKS + "/job")).containsExactly(Long.MAX_VALUE);
        CompletableFuture<Void> next = legacy("next", 0).acquire();
        assertThat(store.ttls(Locks.LEGACY_LOCKS + "/job").get(1)).isLessThan(Long.MAX_VALUE);
        pass(200);
        assertThat(store.values(Locks.LEGACY_LOCKS + "/job")).hasSize(2);
        holder.release();
        assertThat(next).isCompleted();
        assertThat(store.ttls(Locks.LEGACY_LOCKS + "/job")).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void whatCannotBeMadeForEverIsNotHeld() {
        store.writes.add(Fate.ANSWERED);
        store.writes.add(Fate.REFUSED);
        AsyncLegacyLock lock = legacy("v", 0);
        assertFails(lock.acquire(), EtcdTimeoutException.class);
        assertThat(store.values(Locks.LEGACY_LOCKS + "/job")).isEmpty();
        assertThat(lock.acquire()).isCompleted();
    }

    @Test
    void candidatesLeadInOrder() {
        AsyncEtcdV2Election election = locks.election(CallOptions.DEFAULT);
        Duration ttl = Duration.ofSeconds(10);
        Duration long_ = Duration.ofMinutes(5);
        assertFails(election.get("db"), V2KeyNotFoundException.class);
        assertFails(election.delete("db", "a"), V2KeyNotFoundException.class);
        long first = election.set("db", "a", ttl, long_).join();
        CompletableFuture<Long> second = election.set("db", "b", ttl, long_);
        assertThat(election.get("db")).isCompletedWithValue("a");
        assertFails(election.delete("db", "b"), V2CompareFailedException.class);
        pass(8);
        // Again under the same name renews it, and it leads under the same index.
        assertThat(election.set("/db", "a", ttl, long_)).isCompletedWithValue(first);
        pass(8);
        assertThat(second).isNotDone();
        pass(3);
        assertThat(second).isCompleted();
        assertThat(second.join()).isGreaterThan(first);
        assertThat(election.get("db")).isCompletedWithValue("b");
        assertThat(election.delete("db", "b")).isCompleted();
        assertFails(election.get("db"), V2KeyNotFoundException.class);
    }

    @Test
    void aCandidateThatIsNotElectedStandsNoMore() {
        AsyncEtcdV2Election election = locks.election(CallOptions.DEFAULT);
        election.set("db", "a", Duration.ZERO, Duration.ofSeconds(1)).join();
        CompletableFuture<Long> late = election.set("db", "b", Duration.ofSeconds(5), Duration.ofSeconds(9));
        pass(8);
        assertThat(store.values(Locks.ELECTIONS + "/db")).containsExactly("a", "b");
        pass(1);
        assertFails(late, EtcdTimeoutException.class);
        assertThat(store.values(Locks.ELECTIONS + "/db")).containsExactly("a");
        pass(100);
        assertThat(election.get("db")).isCompletedWithValue("a");
        assertThatThrownBy(() -> election.set("db", "", Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> election.set("db", "x", Duration.ofSeconds(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoStandsWithoutATimeWaitsForAsLongAsItTakes() {
        AsyncEtcdV2Election election = locks.election(CallOptions.DEFAULT);
        assertThat(election.set("db", "a")).isCompleted();
        CompletableFuture<Long> second = election.set("db", "b");
        CompletableFuture<Long> third = election.set("db", "c", Duration.ofSeconds(10));
        pass(600);
        assertThat(second).isNotDone();
        assertThat(election.get("db")).isCompletedWithValue("a");
        election.delete("db", "a");
        assertThat(second).isCompleted();
        pass(30);
        assertThat(election.get("db")).isCompletedWithValue("b");
        election.delete("db", "b");
        assertThat(third).isCompleted();
        pass(11);
        assertFails(election.get("db"), V2KeyNotFoundException.class);
    }

    @Test
    void aLeaderForAWhileBecomesOneForGood() {
        AsyncEtcdV2Election election = locks.election(CallOptions.DEFAULT);
        long index = election.set("db", "a", Duration.ofSeconds(5), Duration.ofSeconds(1))
                .join();
        assertThat(election.set("db", "a", Duration.ZERO, Duration.ofSeconds(1)))
                .isCompletedWithValue(index);
        pass(30);
        assertThat(election.get("db")).isCompletedWithValue("a");
        assertThat(store.read(V2Read.of(Locks.ELECTIONS + "/db"), CallOptions.DEFAULT)
                        .join()
                        .children())
                .allMatch(node -> node.ttl().isEmpty());
    }
}
