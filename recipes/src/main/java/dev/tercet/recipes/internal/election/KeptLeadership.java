package dev.tercet.recipes.internal.election;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A leadership: our turn in the queue of candidates. */
final class KeptLeadership implements Leadership {
    private final Turn turn;
    private final Ground ground;

    KeptLeadership(Turn turn) {
        this.turn = turn;
        this.ground = turn.ground();
    }

    @Override
    public Bytes key() {
        return turn.place().key();
    }

    @Override
    public long revision() {
        return turn.createRevision();
    }

    @Override
    public Compare isLeader() {
        return turn.isOwner();
    }

    @Override
    public boolean isHeld() {
        return turn.isOurs();
    }

    @Override
    public CompletableFuture<EtcdException> lost() {
        return turn.lost();
    }

    @Override
    public CompletableFuture<Void> proclaimAsync(Bytes value) {
        Objects.requireNonNull(value, "value");
        if (!turn.isOurs()) {
            return Task.run(ground.callbacks(), task -> CompletableFuture.failedFuture(notElected()));
        }
        turn.changesValue();
        Txn ifLeader = Txn.when(isLeader()).then(Put.of(key(), value).withLease(ground.id()));
        // Again if the answer is lost: the same value is as good twice as once, and never put on a later leadership.
        return Task.run(
                ground.callbacks(),
                task -> task.step(ground.etcd()
                                .async()
                                .kv()
                                .with(ground.etcd().options().retryingWrites())
                                .txn(ifLeader))
                        .handle((done, failure) -> {
                            if (failure != null) {
                                throw new CompletionException(ground.reason(failure));
                            } else if (!done.succeeded()) {
                                throw notElected();
                            }
                            return null;
                        }));
    }

    private RuntimeException notElected() {
        EtcdException over = ground.over();
        return over != null
                ? over
                : new RejectedEtcdException(Details.of(
                        ErrorCode.NOT_ELECTED,
                        Outcome.NOT_APPLIED,
                        turn.place().what() + ": this leadership of revision " + revision()
                                + " was resigned or lost; campaign again"));
    }

    @Override
    public CompletableFuture<Boolean> resignAsync() {
        return turn.leave();
    }

    @Override
    public String toString() {
        return "leadership of " + turn.place().what() + " since revision " + revision();
    }
}
