package dev.tercet.recipes.internal.contention;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Durations;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who waits for a turn.
 *
 * @param <T> what the wait comes to
 */
final class Waiter<T> {
    /** All places end in the number of a lease, or in the id of one of several on a lease. */
    private static final Pattern PLACE = Pattern.compile("/[0-9a-f-]+$");

    private final Place place;
    private final Timer timer;
    private final boolean patient;
    private final Promise<T> promise;
    private final Function<Turn, T> won;
    private final @Nullable T blocked;
    private final long since;
    private volatile boolean late;
    private volatile @Nullable Stay at;

    /**
     * A waiter.
     *
     * @param patient whether it waits for others, or only for the answer
     * @param won makes the result of a turn
     * @param blocked the result if others are in front and it can or will not wait longer; null if that is a failure
     */
    Waiter(Place place, Timer timer, Executor callbacks, boolean patient, Function<Turn, T> won, @Nullable T blocked) {
        this.place = place;
        this.timer = timer;
        this.patient = patient;
        this.promise = new Promise<T>(callbacks).forInsidersOnly();
        this.won = won;
        this.blocked = blocked;
        this.since = timer.now();
    }

    Promise<T> promise() {
        return promise;
    }

    Place place() {
        return place;
    }

    boolean isPatient() {
        return patient;
    }

    /** Whether its time is over. */
    boolean isLate() {
        return late;
    }

    /** Has this called off when there is a result. */
    void until(Alarm alarm) {
        promise.whenComplete((turn, failure) -> alarm.cancel());
    }

    void movesTo(Stay stay) {
        at = stay;
    }

    /** Its time is over. */
    void expire() {
        late = true;
        gaveUp();
    }

    /** Its time is over, or it no longer wants it. */
    void gaveUp() {
        Stay stay = at;
        if (stay != null) {
            stay.dropped(this);
        }
    }

    void win(Turn turn) {
        promise.succeed(won.apply(turn), unwanted -> turn.leave());
    }

    void fail(EtcdException why) {
        promise.fail(why);
    }

    /**
     * It does not wait any longer.
     *
     * @param inFront who is in the way, if anybody is known to be
     * @param setback what went wrong last, if anything did
     */
    void block(List<Bytes> inFront, @Nullable EtcdException setback) {
        if (blocked != null && !inFront.isEmpty()) {
            promise.succeed(blocked);
        } else {
            promise.fail(timeout(inFront, setback));
        }
    }

    private EtcdTimeoutException timeout(List<Bytes> inFront, @Nullable EtcdException setback) {
        String reason = inFront.isEmpty() ? "" : "; in front is " + inFront.get(0) + remark(inFront.get(0));
        String trouble = setback == null ? "" : "; the last call failed: " + setback.getMessage();
        return new EtcdTimeoutException(new Details(
                ErrorCode.TIMEOUT,
                Outcome.NOT_APPLIED,
                place.what() + ": not our turn within " + Durations.shown(Duration.ofNanos(timer.now() - since))
                        + reason + trouble,
                null,
                null,
                setback));
    }

    /** Says of a key that nobody waits or holds with that it does not go by itself. */
    private static String remark(Bytes key) {
        return PLACE.matcher(key.utf8()).find() ? "" : ", no key of this kind: it is in the way until it is deleted";
    }
}
