package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.LockLog;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.lock.HeldLock;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An attempt to get a lock, and what came of it. */
final class LockRun {
    private final String name;
    private final String who;
    private final LockLog log;
    private @Nullable CompletableFuture<?> acquisition;
    private @Nullable HeldLock held;
    private @Nullable Throwable failure;
    private boolean over;
    private boolean given;

    LockRun(String name, String who, LockLog log) {
        this.name = name;
        this.who = who;
        this.log = log;
    }

    void begun(CompletableFuture<?> future) {
        acquisition = future;
    }

    void acquired(@Nullable HeldLock lock) {
        over = true;
        held = lock;
        if (lock == null) {
            log.gaveUp();
        } else {
            log.acquired(lock.fencingToken(), lock.lease());
        }
    }

    void failed(Throwable why) {
        over = true;
        Throwable cause = why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        if (cause instanceof CancellationException) {
            log.gaveUp();
        } else {
            failure = cause;
            log.refused(cause);
        }
    }

    /** Asks to be told of the loss, and takes it down. */
    void askForLoss() {
        HeldLock lock = held;
        if (lock != null && !given) {
            lock.lost().thenAccept(loss -> log.lost());
        }
    }

    void cancel() {
        if (!over && acquisition != null) {
            acquisition.cancel(true);
        }
    }

    void release() {
        HeldLock lock = held;
        if (lock != null && !given) {
            given = true;
            log.releasing();
            lock.releaseAsync().whenComplete((was, trouble) -> log.released());
        }
    }

    /** This lease is being given back, and it too if it hangs on it. */
    void givenWith(long lease) {
        HeldLock lock = held;
        if (lock != null && lock.lease() == lease && !given) {
            given = true;
            log.releasing();
        }
    }

    boolean isOver() {
        return over;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Whether its client believes that it has it. */
    boolean isHeld(Doubles doubles) {
        HeldLock lock = held;
        return lock != null && !given && doubles.isHeld(lock);
    }

    /** Why it cannot have it, though it believes so; null if it has it. */
    @Nullable
    String wrong(Truth truth) {
        HeldLock lock = Objects.requireNonNull(held);
        KeyValue first = truth.first(name + "/");
        return first != null && first.key().equals(lock.key()) && first.createRevision() == lock.fencingToken()
                ? null
                : this + " believes to hold it by token " + lock.fencingToken() + ", but it is " + first;
    }

    @Override
    public String toString() {
        return "lock " + name + " of " + who;
    }
}
