package dev.tercet.recipes.internal.mirror;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.mirror.MirrorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What callers wait for at a mirror. Told in its lane; given to callers, each a future of their own, on any thread. */
final class MirrorFutures {
    private final MirrorPlan plan;
    private final Executor callbacks;
    private final Promise<@Nullable Void> started;
    private final Promise<Long> synced;
    private final Promise<Optional<EtcdException>> ended;
    private final List<Waiter> waiters = new ArrayList<>();
    private long firstTarget = -1;

    private record Waiter(long revision, Promise<Long> promise) {}

    MirrorFutures(MirrorPlan plan, Executor callbacks) {
        this.plan = plan;
        this.callbacks = callbacks;
        this.started = new Promise<>(callbacks);
        this.synced = new Promise<>(callbacks);
        this.ended = new Promise<>(callbacks);
    }

    /** Where the source is; whether that is said for the first time, and so is what the mirror has to reach to be in sync. */
    boolean isFirst(long sourceRevision) {
        if (firstTarget >= 0) {
            return false;
        }
        firstTarget = sourceRevision;
        return true;
    }

    void tellStarted() {
        started.succeed(null);
    }

    void tellReached(long revision) {
        if (revision >= firstTarget) {
            synced.succeed(revision);
        }
        waiters.removeIf(waiter -> {
            boolean there = revision >= waiter.revision;
            if (there) {
                waiter.promise.succeed(revision);
            }
            return there;
        });
    }

    void tellEnded(@Nullable EtcdException cause) {
        EtcdException why = cause == null ? closed() : cause;
        started.fail(why);
        synced.fail(why);
        waiters.forEach(waiter -> waiter.promise.fail(why));
        waiters.clear();
        ended.succeed(Optional.ofNullable(cause));
    }

    /** A promise that is kept when the revision is reached. */
    void await(long revision, Promise<Long> promise) {
        waiters.add(new Waiter(revision, promise));
    }

    /** One that nobody waits for any more. */
    void forget(Promise<Long> promise) {
        waiters.removeIf(waiter -> waiter.promise == promise);
    }

    /** One that comes too late. */
    void refuse(Promise<Long> promise) {
        ended().thenAccept(cause -> promise.fail(cause.orElseGet(this::closed)));
    }

    Promise<Long> promise() {
        return new Promise<>(callbacks);
    }

    CompletableFuture<Void> started() {
        return Promise.of(callbacks, started);
    }

    CompletableFuture<Long> synced() {
        return Promise.of(callbacks, synced);
    }

    CompletableFuture<Optional<EtcdException>> ended() {
        return Promise.of(callbacks, ended);
    }

    private ClientClosedException closed() {
        return new ClientClosedException(Details.of(
                ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, "the " + plan + " is closed; open another one"));
    }
}
