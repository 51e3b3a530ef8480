package dev.tercet.recipes.internal.contention;

import dev.tercet.error.EtcdException;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.ground.Ground;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One key of ours in a queue, and all who wait or have their turn with it: it is left when the last of them leaves, and put again if
 * somebody comes before that is done.
 *
 * <p>Threads: everything in it is touched in the runner's lane only.
 */
final class Stay implements ContentionRunner.Listener {
    private final Contender contender;
    private final Place place;
    private final Ground ground;
    private final ContentionRunner runner;
    private final Set<Waiter<?>> waiters = new LinkedHashSet<>();
    private final Set<Turn> turns = new LinkedHashSet<>();
    private final List<Promise<Boolean>> leavers = new ArrayList<>();
    private @Nullable Seen seen;
    // Of the key that was seen, for all who have their turn with it.
    private AtomicBoolean valueChanged = new AtomicBoolean();
    private @Nullable EtcdException lastSetback;
    private boolean gone;

    Stay(Contender contender, Place place, Ground ground) {
        this.contender = contender;
        this.place = place;
        this.ground = ground;
        this.runner = new ContentionRunner(place, ground, this);
    }

    Place place() {
        return place;
    }

    /** Takes one more, who waits for the end of what is being left, if anything is. */
    void join(Waiter<?> waiter) {
        runner.run(() -> {
            if (gone) {
                contender.join(waiter);
            } else {
                waiters.add(waiter);
                dropIfDone(waiter);
                admit(waiter);
            }
        });
    }

    private void admit(Waiter<?> waiter) {
        if (!waiters.contains(waiter)) {
            return;
        }
        Seen ours = seen;
        if (ours != null && runner.machine().isOurs()) {
            waiters.remove(waiter);
            give(waiter, ours);
        } else {
            runner.tell(new Signal.Enter(waiter.isPatient()));
            if (!runner.machine().inFront().isEmpty()) {
                blocked();
            }
        }
    }

    private void dropIfDone(Waiter<?> waiter) {
        if (waiter.isLate() || waiter.promise().isDone()) {
            drop(waiter);
        }
    }

    /** One less: its time is over, or it no longer wants it. */
    void dropped(Waiter<?> waiter) {
        runner.run(() -> drop(waiter));
    }

    private void drop(Waiter<?> waiter) {
        if (waiters.remove(waiter)) {
            waiter.block(runner.machine().inFront(), lastSetback);
            leaveIfLast();
        }
    }

    private void leaveIfLast() {
        if (waiters.isEmpty() && turns.isEmpty()) {
            lastSetback = null;
            runner.tell(new Signal.Leave());
        }
    }

    @Override
    public void won(Seen ours) {
        seen = ours;
        valueChanged = new AtomicBoolean();
        lastSetback = null;
        for (Waiter<?> waiter : waiters) {
            give(waiter, ours);
        }
        waiters.clear();
    }

    private void give(Waiter<?> waiter, Seen ours) {
        Turn turn = new Turn(this, ground, ours, valueChanged);
        turns.add(turn);
        waiter.win(turn);
    }

    @Override
    public void blocked() {
        for (Waiter<?> waiter : impatient()) {
            waiter.block(runner.machine().inFront(), null);
        }
        // Behind what the machine is at.
        runner.run(this::leaveIfLast);
    }

    @Override
    public void setback(EtcdException why) {
        lastSetback = why;
        impatient().forEach(waiter -> waiter.fail(why));
        runner.run(this::leaveIfLast);
    }

    /** Those who do not wait, and from now on do not. */
    private List<Waiter<?>> impatient() {
        List<Waiter<?>> them =
                waiters.stream().filter(waiter -> !waiter.isPatient()).toList();
        them.forEach(waiters::remove);
        return them;
    }

    @Override
    public void lost(EtcdException why) {
        waiters.forEach(waiter -> waiter.fail(why));
        waiters.clear();
        turns.forEach(turn -> turn.lose(why));
        turns.clear();
    }

    @Override
    public void doubted(EtcdException why) {
        leavers.forEach(leaver -> leaver.fail(why));
        leavers.clear();
    }

    @Override
    public void left(boolean wasOurs) {
        leavers.forEach(leaver -> leaver.succeed(wasOurs));
        leavers.clear();
    }

    @Override
    public void gone() {
        gone = true;
        contender.forget(this);
        left(false);
    }

    /** Has the turn told if somebody else deletes the key. */
    void guard() {
        runner.run(() -> runner.tell(new Signal.Guard()));
    }

    /** One turn less. */
    CompletableFuture<Boolean> leave(Turn turn) {
        // Left even by who no longer wants to wait for it.
        Promise<Boolean> left = new Promise<>(ground.callbacks());
        runner.run(() -> {
            if (!turns.remove(turn)) {
                left.succeed(false);
                return;
            }
            EtcdException over = ground.over();
            if (over != null) {
                // Another thread is about to tell it here: what hangs on the lease is no longer ours to give back.
                turn.lose(over);
                left.succeed(false);
                return;
            }
            turn.left();
            if (waiters.isEmpty() && turns.isEmpty()) {
                leavers.add(left);
                runner.tell(new Signal.Leave());
            } else {
                left.succeed(true);
            }
        });
        return left;
    }
}
