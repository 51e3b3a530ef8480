package dev.tercet.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.AsyncLocks;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.lock.LockGrant;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LockRpcs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcquisitionTest {
    private static final Bytes KEY = Bytes.of("jobs/2a");
    private static final LockGrant GRANT = new LockGrant(Header.NONE, KEY, 0);
    private static final GetResult THERE =
            new GetResult(Header.NONE, List.of(new KeyValue(KEY, Bytes.EMPTY, 5, 5, 1, 42)), false, 1);
    private static final GetResult GONE = new GetResult(Header.NONE, List.of(), false, 0);

    private final FakeCalls calls = new FakeCalls();
    private final FakeScheduler time = new FakeScheduler();
    private final Claims claims = new Claims();
    private final View view =
            new View(calls, time, Straight.NOW, CallOptions.DEFAULT, Namespace.NONE, StandardCharsets.UTF_8);
    private final AsyncLocks locks = new EngineLocks(view, claims);

    private CompletableFuture<LockGrant> held() {
        CompletableFuture<LockGrant> lock = locks.lock("jobs", 42);
        calls.lastAsked().reply(GRANT);
        calls.lastAsked().reply(THERE);
        assertThat(lock).isCompletedWithValue(GRANT.withRevision(5));
        return lock;
    }

    private long cleanUps() {
        return calls.asked().stream()
                .filter(one -> one.rpc.equals(KvRpcs.DELETE_RANGE))
                .count();
    }

    @Test
    void looksAtTheKeyOnceMoreAfterTheGrant() {
        CompletableFuture<LockGrant> lock = locks.lock("jobs", 42);
        assertThat(calls.lastAsked().request).isEqualTo(new LockRpcs.Acquire(Bytes.of("jobs"), 42));
        calls.lastAsked().reply(GRANT);

        assertThat(lock).isNotDone();
        assertThat(((Get) calls.lastAsked().request).range()).isEqualTo(KeyRange.of(KEY));
        assertThat(((Get) calls.lastAsked().request).isSerializable()).isFalse();
        calls.lastAsked().reply(THERE);
        assertThat(lock).isCompletedWithValue(GRANT.withRevision(5));
    }

    @Test
    void aGrantWithoutItsKeyIsNone() {
        CompletableFuture<LockGrant> lock = locks.lock("jobs", 42);
        calls.lastAsked().reply(GRANT);
        calls.lastAsked().reply(GONE);

        assertThatThrownBy(lock::join).hasCauseInstanceOf(LeaseNotFoundException.class);
        assertThat(cleanUps()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"TIMEOUT", "UNAVAILABLE", "CANCELLED"})
    void deletesTheKeyAfterAFailureInDoubt(ErrorCode code) {
        locks.lock("jobs", 42);
        calls.lastAsked().fail(code, Outcome.UNKNOWN);

        assertThat(((Delete) calls.lastAsked().request).range()).isEqualTo(KeyRange.of(KEY));
        assertThat(calls.lastAsked().options.retriesWrites()).isTrue();
    }

    @Test
    void aWaitThatTimesOutSaysWhatTheCallerAskedFor() {
        CompletableFuture<LockGrant> lock = locks.lock("jobs", 42);
        calls.lastAsked().fail(ErrorCode.TIMEOUT, Outcome.UNKNOWN);

        assertThatThrownBy(lock::join)
                .cause()
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessage("lock \"jobs\": not granted within 10 s: somebody else may hold it, or the answer was lost")
                .hasFieldOrPropertyWithValue("outcome", Outcome.UNKNOWN);
    }

    @Test
    void aRequestThatNeverLeftIsNoWait() {
        CompletableFuture<LockGrant> lock = locks.lock("jobs", 42);
        calls.lastAsked().fail(ErrorCode.TIMEOUT, Outcome.NOT_APPLIED);

        assertThatThrownBy(lock::join).cause().message().doesNotContain("granted");
    }

    @Test
    void leavesItBeWhenNothingCanHaveBeenApplied() {
        locks.lock("jobs", 42);
        calls.lastAsked().fail(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED);

        assertThat(cleanUps()).isZero();
    }

    @Test
    void deletesTheKeyWhenTheLookAtItFails() {
        locks.lock("jobs", 42);
        calls.lastAsked().reply(GRANT);
        calls.lastAsked().fail(ErrorCode.TIMEOUT, Outcome.NOT_APPLIED);

        assertThat(cleanUps()).isEqualTo(1);
    }

    @Test
    void cancellingCancelsTheCallFirstAndThenDeletesTheKey() {
        CompletableFuture<LockGrant> lock = locks.lock("jobs", 42);
        var waiting = calls.lastAsked();

        lock.cancel(true);

        assertThat(waiting.isCancelled()).isTrue();
        assertThat(calls.lastAsked().rpc).isEqualTo(KvRpcs.DELETE_RANGE);
    }

    @Test
    void aTimeoutOfTheCallersOwnCancelsToo() {
        CompletableFuture<LockGrant> lock = locks.lock("jobs", 42);
        var waiting = calls.lastAsked();

        lock.completeExceptionally(new TimeoutException());

        assertThat(waiting.isCancelled()).isTrue();
        assertThat(calls.lastAsked().rpc).isEqualTo(KvRpcs.DELETE_RANGE);
    }

    @Test
    void aFailedSecondAttemptLeavesTheLockThatIsHeld() {
        held();
        CompletableFuture<LockGrant> again = locks.lock("jobs", 42);
        again.cancel(true);

        assertThat(cleanUps()).isZero();
        locks.unlock(KEY);
        locks.lock("jobs", 42).cancel(true);
        assertThat(cleanUps()).as("not held any more").isEqualTo(1);
    }

    @Test
    void theLastOfSeveralAttemptsCleansUp() {
        CompletableFuture<LockGrant> one = locks.lock("jobs", 42);
        CompletableFuture<LockGrant> two = locks.lock("jobs", 42);

        one.cancel(true);
        assertThat(cleanUps()).as("the other still waits with the same key").isZero();
        two.cancel(true);
        assertThat(cleanUps()).isEqualTo(1);
    }

    @Test
    void theNextAttemptWaitsForTheCleanUp() {
        locks.lock("jobs", 42).cancel(true);
        var cleaning = calls.lastAsked();
        int before = calls.asked().size();

        locks.lock("jobs", 42);
        assertThat(calls.asked()).hasSize(before);
        locks.lock("other", 42);
        assertThat(calls.asked()).as("another key need not wait").hasSize(before + 1);

        cleaning.reply(new DeleteResult(Header.NONE, 1, List.of()));
        assertThat(calls.lastAsked().request).isEqualTo(new LockRpcs.Acquire(Bytes.of("jobs"), 42));
    }

    @Test
    void theNextAttemptWaitsNoLongerThanItMay() {
        locks.lock("jobs", 42).cancel(true);
        locks.with(CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(1))).lock("jobs", 42);

        time.advance(1_000_000_000);

        assertThat(calls.lastAsked().rpc).isEqualTo(LockRpcs.LOCK);
        assertThat(calls.lastAsked().options.timeout()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void oneDeadlineForAllOfIt() {
        locks.lock("jobs", 42);
        time.advance(4_000_000_000L);
        calls.lastAsked().reply(GRANT);

        assertThat(calls.lastAsked().options.timeout()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aGrantThatComesAfterTheCancelIsGivenBack() {
        Queue<Runnable> later = new ArrayDeque<>();
        View slow = new View(
                calls, time, new Straight(later::add), CallOptions.DEFAULT, Namespace.NONE, StandardCharsets.UTF_8);
        CompletableFuture<LockGrant> lock = new EngineLocks(slow, claims).lock("jobs", 42);
        calls.lastAsked().reply(GRANT);
        calls.lastAsked().reply(THERE);

        lock.cancel(true);
        later.forEach(Runnable::run);

        assertThat(calls.lastAsked().request).isEqualTo(new LockRpcs.Release(KEY));
    }

    @Test
    void withoutALeaseTheKeyIsKnownOnlyAfterTheGrant() {
        CompletableFuture<LockGrant> lock = locks.lock("jobs", 0);
        lock.cancel(true);
        assertThat(cleanUps()).isZero();

        CompletableFuture<LockGrant> granted = locks.lock("jobs", 0);
        calls.lastAsked().reply(GRANT);
        granted.cancel(true);
        assertThat(cleanUps()).isEqualTo(1);
    }

    @Test
    void writesLeaseIdsAsTheServerDoes() {
        assertThat(Claims.key(Bytes.of("n"), 0x1234abcdL)).isEqualTo(Bytes.of("n/1234abcd"));
        assertThat(Claims.key(Bytes.of("n"), -255)).isEqualTo(Bytes.of("n/-ff"));
        assertThat(Claims.key(Bytes.of("n"), Long.MIN_VALUE)).isEqualTo(Bytes.of("n/-8000000000000000"));
    }

    @Test
    void theNamespaceIsAroundNameAndKey() {
        View inside = view.with(new Namespace(Bytes.of("app/")));
        CompletableFuture<LockGrant> lock = new EngineLocks(inside, claims).lock("jobs", 42);
        assertThat(calls.lastAsked().request).isEqualTo(new LockRpcs.Acquire(Bytes.of("app/jobs"), 42));
        calls.lastAsked().reply(new LockGrant(Header.NONE, Bytes.of("app/jobs/2a"), 0));
        assertThat(((Get) calls.lastAsked().request).range()).isEqualTo(KeyRange.of("app/jobs/2a"));
        calls.lastAsked().reply(THERE);

        assertThat(lock.join()).isEqualTo(GRANT.withRevision(5));
        new EngineLocks(inside, claims).unlock(KEY);
        assertThat(calls.lastAsked().request).isEqualTo(new LockRpcs.Release(Bytes.of("app/jobs/2a")));
    }

    @Test
    void anInterruptedWaiterCleansUpToo() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                new BlockingLocks(view, claims).lock("jobs", 42);
            } catch (InterruptedEtcdException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("the flag is lost"));
            }
        });
        waiter.start();
        Awaitility.await().until(() -> !calls.asked().isEmpty());
        waiter.interrupt();

        Awaitility.await().until(() -> thrown.get() != null);
        assertThat(thrown.get()).isInstanceOf(InterruptedEtcdException.class);
        assertThat(cleanUps()).isEqualTo(1);
    }

    @Test
    void refusesAnEmptyName() {
        assertThatThrownBy(() -> locks.lock("", 42))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name is empty");
        assertThat(calls.asked()).isEmpty();
    }
}
