package dev.tercet.recipes.internal.lock;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.LockLoss;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A lock that is held as long as it is our turn. */
final class TurnLock implements HeldLock {
    private final LockName name;
    private final Turn turn;
    private final Ground ground;
    private final Supplier<CompletableFuture<Boolean>> release;
    private final AtomicReference<@Nullable Promise<LockLoss>> lost = new AtomicReference<>();

    /**
     * A held lock.
     *
     * @param release gives it back; tells whether it was held until then, and false when called again
     */
    TurnLock(LockName name, Turn turn, Supplier<CompletableFuture<Boolean>> release) {
        this.name = name;
        this.turn = turn;
        this.ground = turn.ground();
        this.release = release;
    }

    @Override
    public Bytes name() {
        return name.bytes();
    }

    @Override
    public Bytes key() {
        return turn.place().key();
    }

    @Override
    public long lease() {
        return ground.id();
    }

    @Override
    public long fencingToken() {
        return turn.createRevision();
    }

    @Override
    public Compare isOwner() {
        return turn.isOwner();
    }

    @Override
    public boolean isHeld() {
        return turn.isOurs();
    }

    @Override
    public CompletableFuture<LockLoss> lost() {
        Promise<LockLoss> mine = new Promise<>(ground.callbacks());
        Promise<LockLoss> first = lost.compareAndExchange(null, mine);
        if (first != null) {
            return first;
        }
        turn.lost().whenComplete((why, ended) -> {
            if (ended == null) {
                mine.succeed(loss(why));
            } else {
                mine.fail(Task.unwrapped(ended));
            }
        });
        return mine;
    }

    private LockLoss loss(EtcdException why) {
        LockLoss.Reason reason = why instanceof PlaceRemovedException
                ? LockLoss.Reason.KEY_REMOVED
                : ranOut(why) ? LockLoss.Reason.TIME_OVER : LockLoss.Reason.SESSION_LOST;
        return new LockLoss(reason, String.valueOf(why.getMessage()));
    }

    private boolean ranOut(EtcdException why) {
        return ground.remaining().isPresent()
                && why instanceof SessionLostException lostLease
                && lostLease.reason() == LeaseState.Reason.RAN_OUT;
    }

    @Override
    public Duration ttl() {
        return ground.lease().ttl();
    }

    @Override
    public Optional<Duration> remaining() {
        return ground.remaining();
    }

    @Override
    public CompletableFuture<Duration> renewAsync() {
        return turn.renew();
    }

    @Override
    public CompletableFuture<Boolean> releaseAsync() {
        return release.get();
    }

    @Override
    public String toString() {
        return "held " + name;
    }
}
