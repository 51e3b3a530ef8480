package dev.tercet.recipes.internal.lock;

import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.HeldLocks;
import dev.tercet.recipes.lock.LockLoss;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Locks that were taken together. */
final class LockSet implements HeldLocks {
    private final Ground ground;
    private final List<HeldLock> locks;
    private final AtomicReference<@Nullable Promise<LockLoss>> lost = new AtomicReference<>();

    LockSet(Ground ground, List<HeldLock> locks) {
        this.ground = ground;
        this.locks = locks;
    }

    @Override
    public List<HeldLock> locks() {
        return locks;
    }

    @Override
    public CompletableFuture<LockLoss> lost() {
        Promise<LockLoss> mine = new Promise<>(ground.callbacks());
        Promise<LockLoss> first = lost.compareAndExchange(null, mine);
        if (first != null) {
            return first;
        }
        for (HeldLock lock : locks) {
            lock.lost().whenComplete((loss, ended) -> {
                if (ended == null) {
                    mine.succeed(loss);
                } else {
                    mine.fail(Task.unwrapped(ended));
                }
            });
        }
        return mine;
    }

    @Override
    public CompletableFuture<Boolean> releaseAsync() {
        // Released even by who no longer wants to wait for it.
        Promise<Boolean> done = new Promise<>(ground.callbacks());
        release(locks.size() - 1, true, null, done);
        return done;
    }

    private void release(int index, boolean all, @Nullable Throwable failed, Promise<Boolean> done) {
        if (index < 0) {
            if (failed == null) {
                done.succeed(all);
            } else {
                done.fail(failed);
            }
            return;
        }
        locks.get(index).releaseAsync().whenComplete((held, failure) -> {
            if (failure == null) {
                release(index - 1, all && held, failed, done);
            } else {
                release(index - 1, false, failed == null ? Task.unwrapped(failure) : failed, done);
            }
        });
    }

    @Override
    public String toString() {
        return "held " + locks.stream().map(HeldLock::name).toList();
    }
}
