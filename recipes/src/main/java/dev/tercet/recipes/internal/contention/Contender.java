package dev.tercet.recipes.internal.contention;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.ground.Ground;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All places of one ground in queues. There is one to a ground, because who enters where another of the same ground is shares its key.
 *
 * <p>Futures complete on the thread that brings the answer, which is an I/O thread as a rule; cancelling one gives up that wait, and the
 * key if it was the only one. Waits fail with {@code SessionLostException} or {@code ClientClosedException} when the ground is over, with
 * {@code PlaceRemovedException} when somebody deletes our key, and as calls do that the server refuses. While servers cannot be reached
 * they go on. Threads: any.
 */
public final class Contender {
    private final Ground ground;
    private final ConcurrentMap<Bytes, Stay> stays = new ConcurrentHashMap<>();

    /** For this ground, which has no other. */
    public Contender(Ground ground) {
        this.ground = ground;
    }

    /** Whose places they are. */
    public Ground ground() {
        return ground;
    }

    /** Waits for our turn; past the deadline fails with {@code EtcdTimeoutException}, which says who is in front. */
    public CompletableFuture<Turn> enter(Place place, Deadline deadline) {
        return enter(place, true, deadline, turn -> turn, null);
    }

    /** Our turn if it is at once, which takes one round trip, or empty; then nothing was put. */
    public CompletableFuture<Optional<Turn>> tryEnter(Place place) {
        return enter(place, false, Deadline.never(ground.timer()), Optional::of, Optional.empty());
    }

    /** Our turn if it is before the deadline, or empty; fails as {@link #enter} does if it is not known who is in front. */
    public CompletableFuture<Optional<Turn>> tryEnter(Place place, Deadline deadline) {
        return enter(place, true, deadline, Optional::of, Optional.empty());
    }

    private <T> CompletableFuture<T> enter(
            Place place, boolean patient, Deadline deadline, Function<Turn, T> won, @Nullable T blocked) {
        Waiter<T> waiter = new Waiter<>(place, ground.timer(), ground.callbacks(), patient, won, blocked);
        EtcdException over = ground.over();
        if (over != null) {
            waiter.fail(over);
            return waiter.promise();
        }
        waiter.promise().onAbandon(waiter::gaveUp);
        join(waiter);
        waiter.until(deadline.whenPast(waiter::expire));
        return waiter.promise();
    }

    void join(Waiter<?> waiter) {
        Stay stay = stays.computeIfAbsent(waiter.place().key(), key -> new Stay(this, waiter.place(), ground));
        waiter.movesTo(stay);
        stay.join(waiter);
    }

    void forget(Stay stay) {
        stays.remove(stay.place().key(), stay);
    }
}
