package dev.tercet.v2.internal.lock;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A lock: at most one claim at a time, and those that are on their way out.
 *
 * <p>Threads: any. What changes does so in the lane of its ground; what is volatile is read from anywhere.
 */
final class QueuedLock implements AsyncEtcdV2Lock, Claim.Listener {
    private final String name;
    private final Queue queue;
    private final Terms terms;
    private final Ground ground;

    private volatile @Nullable Claim claim;
    private volatile String uuid = newUuid();
    private volatile CompletableFuture<V2LockExpiredException> lost = new CompletableFuture<>();
    private boolean lostIsOfThePast;
    private final Set<Claim> unsettled = new HashSet<>();

    QueuedLock(String name, Queue queue, Terms terms, Ground ground) {
        this.name = name;
        this.queue = queue;
        this.terms = terms;
        this.ground = ground;
    }

    // As python's uuid4().hex is.
    static String newUuid() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public CompletableFuture<Void> acquire() {
        Promise<Void> promise = new Promise<>(ground.callbacks());
        return join(promise, new Waiter<>(promise, entry -> null, null, null));
    }

    @Override
    public CompletableFuture<Boolean> acquire(Duration timeout) {
        if (Objects.requireNonNull(timeout, "timeout").isNegative()) {
            throw new IllegalArgumentException("timeout is negative: " + timeout);
        }
        Promise<Boolean> promise = new Promise<>(ground.callbacks());
        return join(promise, new Waiter<>(promise, entry -> true, () -> false, timeout));
    }

    @Override
    public CompletableFuture<Boolean> tryAcquire() {
        return acquire(Duration.ZERO);
    }

    private <T> CompletableFuture<T> join(Promise<T> promise, Waiter<T> waiter) {
        ground.lane().run(() -> current().join(waiter));
        return promise;
    }

    /** The claim, or a new one if there is none or it is on its way out; in the lane. */
    private Claim current() {
        Claim now = claim;
        if (now == null || now.isLeaving()) {
            // The entry of an earlier one may be in the queue still, and is not to be taken for the new one's.
            now = begin(unsettled.isEmpty() ? uuid : newUuid());
        }
        return now;
    }

    private Claim begin(String id) {
        Claim begun = new Claim(queue, id, terms, ground, this);
        if (!uuid.equals(id)) {
            uuid = id;
            unsettled.clear();
        }
        unsettled.add(begun);
        claim = begun;
        return begun;
    }

    @Override
    public CompletableFuture<Void> release() {
        Promise<Void> released = new Promise<>(ground.callbacks());
        ground.lane().run(() -> {
            Claim now = claim;
            if (now == null) {
                released.succeed(null);
            } else {
                now.release(released);
            }
        });
        return released;
    }

    @Override
    public CompletableFuture<Boolean> isAcquired() {
        Promise<Boolean> promise = new Promise<>(ground.callbacks());
        Claim now = claim;
        Entry entry = now == null ? null : now.entry();
        if (now == null || entry == null || !now.isHeld()) {
            promise.succeed(false);
            return promise;
        }
        promise.step(queue.read(entry.key())).whenComplete((found, failure) -> {
            EtcdException why = failure == null ? null : Failures.of(queue.what(), failure);
            if (why == null) {
                promise.succeed(now.isHeld());
            } else if (why instanceof V2KeyNotFoundException) {
                ground.lane().run(now::missing);
                promise.succeed(false);
            } else {
                promise.fail(why);
            }
        });
        return promise;
    }

    @Override
    public CompletableFuture<Void> adopt(String other) {
        Objects.requireNonNull(other, "uuid");
        Promise<Void> promise = new Promise<>(ground.callbacks());
        promise.step(queue.look())
                .whenComplete((read, failure) -> ground.lane().run(() -> {
                    if (promise.isGivenUp()) {
                        return;
                    }
                    try {
                        adopt(other, queue.seen(read, failure), promise);
                    } catch (RuntimeException why) {
                        promise.fail(why);
                    }
                }));
        return promise;
    }

    private void adopt(String other, Seen seen, Promise<Void> told) {
        Entry entry = seen.with(other)
                .orElseThrow(() -> new IllegalArgumentException(
                        "uuid " + other + " is not in the queue of " + queue.what() + ": it keeps its own, " + uuid));
        Claim now = claim;
        if (now != null && !now.isLeaving()) {
            if (uuid.equals(other)) {
                told.succeed(null);
                return;
            }
            throw new IllegalStateException(queue.what() + " is held or waited for under the id " + uuid
                    + ": release it before another claim is adopted");
        }
        String own = uuid;
        told.onFailure(() -> uuid = own);
        begin(other).attach(entry, seen, told);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String path() {
        return queue.path();
    }

    @Override
    public String uuid() {
        return uuid;
    }

    @Override
    public String lockKey() {
        Claim now = claim;
        Entry entry = now == null ? null : now.entry();
        if (entry == null) {
            throw new IllegalStateException(
                    queue.what() + " has no entry in its queue: it is neither held nor waited for");
        }
        return entry.key();
    }

    @Override
    public CompletableFuture<V2LockExpiredException> lost() {
        return lost.copy();
    }

    @Override
    public void held(Entry entry) {
        if (lostIsOfThePast) {
            lost = new CompletableFuture<>();
        }
        lostIsOfThePast = true;
    }

    @Override
    public void lost(EtcdException why) {
        V2LockExpiredException told = why instanceof V2LockExpiredException expired
                ? expired
                : Failures.expired(queue.what(), "it is not renewed any more: " + why.getMessage());
        CompletableFuture<V2LockExpiredException> its = lost;
        Promise.deliver(ground.callbacks(), () -> its.complete(told));
    }

    @Override
    public void again(Waiter<?> waiter) {
        current().join(waiter);
    }

    @Override
    public void gone(Claim gone, boolean clean) {
        if (clean) {
            unsettled.remove(gone);
        }
        if (claim == gone) {
            claim = null;
        }
    }

    @Override
    public String toString() {
        return queue.what();
    }
}
