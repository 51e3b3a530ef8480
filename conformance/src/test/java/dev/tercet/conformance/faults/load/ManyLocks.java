package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Waits for locks that others hold, and that end without them: no key, lease or waiter may stay. */
final class ManyLocks implements Part {
    private static final String NAMES = "load/locks/held/";
    private static final String FREE = "load/locks/free/";
    private static final String TIMED_OUT = "locks timed out";
    private static final String TAKEN = "locks taken and released";
    private static final String CANCELLED = "waits for locks cancelled";
    private static final int LOCKS = 50;
    private static final int SESSIONS = 20;
    private static final int WORKERS = 2;
    private static final int AT_ONCE = 200;
    private static final int KINDS = 6;

    private static final int TO_TAKE = 3;
    private static final int TO_CANCEL = 5;

    /** All kinds but these two do. */
    private static final long TO_TIME_OUT = 100_000;

    /** So short that the time is over in any step there is, the grant of the lease and the put of the key included. */
    private static final int LONGEST_WAIT_MILLIS = 60;

    private static final Duration TTL = Duration.ofSeconds(60);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Override
    public String name() {
        return "locks";
    }

    @Override
    public long fullSize() {
        return TO_TIME_OUT * KINDS / (KINDS - 2);
    }

    @Override
    public boolean doesAll() {
        return true;
    }

    @Override
    public void run(Work work) throws Exception {
        try (EtcdClient holder = work.client();
                EtcdClient waiter = work.client()) {
            Recipes recipes = Recipes.of(waiter);
            List<Session> sessions = new ArrayList<>();
            try (Session holding = Recipes.of(holder).openSession(TTL)) {
                for (int i = 0; i < LOCKS; i++) {
                    holding.lock(NAMES + i).acquire(Duration.ofSeconds(30));
                }
                for (int i = 0; i < SESSIONS; i++) {
                    sessions.add(recipes.openSession(TTL));
                }
                wait(work, recipes, sessions);
                expectOnlyHolders(holder, work.tally());
                expectLeases(holder, SESSIONS + 1, work.tally());
                sessions.forEach(Session::close);
            }
        }
    }

    private void wait(Work work, Recipes recipes, List<Session> sessions) throws Exception {
        Semaphore room = new Semaphore(AT_ONCE);
        Tally tally = work.tally();
        AtomicLongArray begun = new AtomicLongArray(KINDS);
        work.together(WORKERS, number -> {
            await(room, 1, tally);
            Duration atMost = Duration.ofMillis(1 + work.random(number).nextInt(LONGEST_WAIT_MILLIS));
            String name = NAMES + work.random(-number).nextInt(LOCKS);
            Session session = sessions.get((int) (number % SESSIONS));
            NamedLocks named = recipes.locks().withTtl(TTL);
            int kind = (int) (number % KINDS);
            begun.incrementAndGet(kind);
            (switch (kind) {
                        case 0 -> tried(session.lock(name).tryAcquireAsync(atMost), tally);
                        case 1 -> failed(session.lock(name).acquireAsync(atMost), tally);
                        case 2 -> tried(named.lock(name).tryAcquireAsync(atMost), tally);
                        case TO_TAKE -> taken(named.lock(FREE + number), tally);
                        default -> failed(named.lock(name).acquireAsync(atMost), tally);
                        case TO_CANCEL -> cancelled(named.withFixedTtl(TTL).lock(name), atMost, tally);
                    })
                    .whenComplete((any, failure) -> room.release());
        });
        await(room, AT_ONCE, tally);
        work.expect(TAKEN, begun.get(TO_TAKE));
        work.expect(CANCELLED, begun.get(TO_CANCEL));
        work.expect(TIMED_OUT, work.begun() - begun.get(TO_TAKE) - begun.get(TO_CANCEL));
    }

    private static void await(Semaphore room, int permits, Tally tally) throws InterruptedException {
        if (!room.tryAcquire(permits, 60, TimeUnit.SECONDS)) {
            tally.violation("does not end", "one of the waits for a lock at least, in 60 s");
            throw new AssertionError("waits for locks do not end");
        }
    }

    private static CompletableFuture<?> tried(CompletableFuture<Optional<HeldLock>> waiting, Tally tally) {
        return waiting.handle((held, failure) -> {
            if (held != null && held.isPresent()) {
                tally.violation("a lock was taken that another holds", held.toString());
            } else if (failure != null) {
                timedOut(failure, tally);
            } else {
                tally.count(TIMED_OUT);
            }
            return null;
        });
    }

    private static CompletableFuture<?> failed(CompletableFuture<HeldLock> waiting, Tally tally) {
        return waiting.handle((held, failure) -> {
            if (held != null) {
                tally.violation("a lock was taken that another holds", held.toString());
            } else {
                timedOut(failure, tally);
            }
            return null;
        });
    }

    private static void timedOut(Throwable failure, Tally tally) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof EtcdException known && known.code() == ErrorCode.TIMEOUT) {
            tally.count(TIMED_OUT);
        } else {
            tally.violation("a wait for a lock fails in another way than for its time", String.valueOf(cause));
        }
    }

    /** At once, though there was much time for it, of which nothing may go on either. */
    private static CompletableFuture<?> taken(Lock lock, Tally tally) {
        return lock.acquireAsync(Duration.ofHours(1))
                .thenCompose(HeldLock::releaseAsync)
                .whenComplete((released, failure) -> {
                    if (failure == null) {
                        tally.count(TAKEN);
                    } else {
                        tally.violation("a free lock is not to be had", failure.toString());
                    }
                });
    }

    /** Given up by whoever asked, instead. */
    private static CompletableFuture<?> cancelled(Lock lock, Duration after, Tally tally) {
        CompletableFuture<HeldLock> waiting = lock.acquireAsync();
        return new CompletableFuture<Void>()
                .completeOnTimeout(null, after.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> {
                    waiting.cancel(true);
                    tally.count(CANCELLED);
                });
    }

    private static void expectOnlyHolders(EtcdClient etcd, Tally tally) {
        long keys = settled(
                LOCKS, () -> etcd.kv().get(Get.prefix(NAMES).countOnly()).count());
        if (keys != LOCKS) {
            tally.violation("keys of locks are left", keys + " for " + LOCKS + " held locks");
        }
    }

    private static void expectLeases(EtcdClient etcd, long expected, Tally tally) {
        long leases = settled(expected, () -> etcd.leases().list().ids().size());
        if (leases != expected) {
            tally.violation("leases of locks are left", leases + " for " + expected + " sessions");
        }
    }

    /** What is cleared away after the caller was told is gone a moment later. */
    private static long settled(long expected, LongSupplier count) {
        long start = System.nanoTime();
        long now = count.getAsLong();
        while (now > expected && System.nanoTime() - start < PATIENCE_NANOS / 2) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            now = count.getAsLong();
        }
        return now;
    }
}
