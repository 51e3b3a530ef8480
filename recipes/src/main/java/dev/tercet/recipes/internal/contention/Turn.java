package dev.tercet.recipes.internal.contention;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.ground.Ground;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Our turn, until it is left or lost. Others of the same ground may have theirs with the same key. Threads: any. */
public final class Turn {
    private final Stay stay;
    private final Ground ground;
    private final Seen seen;
    private final AtomicBoolean valueChanged;
    private final Promise<EtcdException> lost;
    private volatile boolean over;

    /**
     * A turn.
     *
     * @param valueChanged shared with all who have theirs with the same key
     */
    Turn(Stay stay, Ground ground, Seen seen, AtomicBoolean valueChanged) {
        this.stay = stay;
        this.ground = ground;
        this.seen = seen;
        this.valueChanged = valueChanged;
        this.lost = new Promise<>(ground.callbacks());
    }

    /** What our key stands for. */
    public Place place() {
        return stay.place();
    }

    /** What it stands on. */
    public Ground ground() {
        return ground;
    }

    /** The revision that made our key: greater than that of everybody who had this turn before. */
    public long createRevision() {
        return seen.mine();
    }

    /** The key's value when it became our turn, which is another than the place's if the key was there already. */
    public Bytes value() {
        return seen.value();
    }

    /** Says that the key is about to have another value, for all who have their turn with it. */
    public void changesValue() {
        valueChanged.set(true);
    }

    /** Whether somebody said so: {@link #value()} may be old. */
    public boolean isValueChanged() {
        return valueChanged.get();
    }

    /** A revision at which it was our turn. */
    public long revision() {
        return seen.revision();
    }

    /** Holds while it is our turn: for transactions. */
    public Compare isOwner() {
        return Compare.createRevision(place().key()).equalTo(createRevision());
    }

    /** Whether it is our turn still, as far as is known here. */
    public boolean isOurs() {
        return !over && ground.over() == null;
    }

    /**
     * Completes when it is lost, with the reason: a {@code SessionLostException} or {@code PlaceRemovedException}. Fails with {@code
     * ClientClosedException} when it ends in another way. The first to ask has the key watched. It is one future for all who ask.
     */
    public CompletableFuture<EtcdException> lost() {
        stay.guard();
        return lost;
    }

    /**
     * Renews the lease that it hangs on.
     *
     * @return the time to live that it has again; fails if it is lost or left
     */
    public CompletableFuture<Duration> renew() {
        if (over && ground.over() == null) {
            return CompletableFuture.failedFuture(givenBack());
        }
        return ground.renew();
    }

    /**
     * Leaves; the key goes if nobody else of the ground is there.
     *
     * @return whether it was our turn until now; false also if it had been left before. Fails if the server could not be asked, in
     *     which case it is gone on with until it can or the lease is over. Cancelling it does not stop that
     */
    public CompletableFuture<Boolean> leave() {
        return stay.leave(this);
    }

    void lose(EtcdException why) {
        over = true;
        if (why instanceof ClientClosedException) {
            lost.fail(why);
        } else {
            lost.succeed(why);
        }
    }

    private ClientClosedException givenBack() {
        return new ClientClosedException(
                Details.of(ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, place().what() + " is not ours any more"));
    }

    void left() {
        over = true;
        lost.fail(givenBack());
    }
}
