package dev.tercet.v2.internal.lock;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2LockExpiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One entry in a queue, with those who wait for its turn. It is for one time: when it is over, who comes needs another.
 *
 * <p>Threads: everything here runs in the lane of its ground.
 */
final class Claim {
    /** How long whoever ran out of time waits for the entry to be taken out, so that nothing is left when he goes. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(1);

    /** Is told, in the lane. */
    interface Listener {
        /** It is had. */
        void held(Entry entry);

        /** It was had, and is lost. */
        void lost(EtcdException why);

        /** Who came to renew it finds it lost, and wants it anew. */
        void again(Waiter<?> waiter);

        /** The end; {@code clean} if the entry is certainly not in the queue. */
        void gone(Claim claim, boolean clean);
    }

    private final Queue queue;
    private final Terms terms;
    private final Ground ground;
    private final Listener listener;
    private final ClaimMachine machine;
    private final ClaimCalls calls;
    private final Keeper keeper;

    private final List<Waiter<?>> waiters = new ArrayList<>();
    private final List<Waiter<?>> renewing = new ArrayList<>();
    private final List<Waiter<?>> late = new ArrayList<>();
    private final List<Promise<Void>> releasing = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile @Nullable Entry entry;
    private volatile boolean held;
    private @Nullable Promise<Void> adopting;
    private @Nullable EtcdException cutShort;
    private boolean begun;
    private boolean blocked;

    Claim(Queue queue, String text, Terms terms, Ground ground, Listener listener) {
        this.queue = queue;
        this.terms = terms;
        this.ground = ground;
        this.listener = listener;
        this.machine = new ClaimMachine(text, terms.standing(), terms.guarding());
        this.calls = new ClaimCalls(queue, text, terms, ground, this::tell);
        this.keeper = new Keeper(queue, terms, ground, this::tell);
    }

    /** Its entry, if it has one; from any thread. */
    @Nullable
    Entry entry() {
        return entry;
    }

    /** Whether it is had; from any thread. */
    boolean isHeld() {
        return held;
    }

    /** Whether it is over, or about to be. */
    boolean isLeaving() {
        return machine.isLeaving();
    }

    /** Somebody wants it, and it is not over; one who finds it had already renews it. */
    void join(Waiter<?> waiter) {
        if (ground.claims().isClosed()) {
            waiter.fail(Failures.closed("acquire " + queue.what()));
            return;
        }
        Entry its = held ? entry : null;
        (its == null ? waiters : renewing).add(waiter);
        try {
            waiter.startClock(ground, () -> late(waiter));
            waiter.onAbandon(() -> ground.lane().run(() -> forget(waiter)));
            if (its == null) {
                tell(new Signal.Enter(waiter.isPatient()));
            } else {
                keeper.renewNow(failure -> renewed(waiter, its, failure));
            }
        } catch (RuntimeException | Error e) {
            broken(e);
            throw e;
        }
    }

    /**
     * An entry that somebody else put is to be ours.
     *
     * @param told when it is, and whether it is held is known
     */
    void attach(Entry its, Seen seen, Promise<Void> told) {
        adopting = told;
        tell(new Signal.Attach(its, seen));
    }

    /** It is not wanted any more, whoever waits for it. */
    void release(Promise<Void> released) {
        releasing.add(released);
        failAsking(released());
        tell(new Signal.Leave());
    }

    /** The client is being closed; from any thread. */
    void close() {
        ground.lane().run(() -> tell(new Signal.Closed(Failures.closed(queue.what()))));
    }

    /** The client is closed, and nothing that this waits for can come any more; from any thread. */
    void cutShort() {
        ground.lane().run(() -> {
            cutShort = Failures.closed(queue.what());
            tell(new Signal.CutShort());
        });
    }

    /** Done when it is over; from any thread. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** Its entry was looked for, and is gone. */
    void missing() {
        tell(new Signal.Removed());
    }

    private void renewed(Waiter<?> waiter, Entry its, @Nullable EtcdException failure) {
        // When the entry is gone, which is told next, the waiter begins anew.
        if (!(failure instanceof V2KeyNotFoundException) && renewing.remove(waiter)) {
            if (failure == null) {
                waiter.win(its);
            } else {
                waiter.fail(failure);
            }
        }
    }

    private void late(Waiter<?> waiter) {
        if (renewing.remove(waiter)) {
            waiter.miss(queue.what(), false);
        } else if (waiters.remove(waiter)) {
            miss(waiter);
        }
    }

    /** Tells one that he does not get it: the last one when nothing of it is left. */
    private void miss(Waiter<?> waiter) {
        if (!waiters.isEmpty()) {
            waiter.miss(queue.what(), blocked);
            return;
        }
        late.add(waiter);
        ground.after(GRACE, () -> {
            if (late.remove(waiter)) {
                waiter.miss(queue.what(), blocked);
            }
        });
        leaveIfUnwanted();
    }

    private void forget(Waiter<?> waiter) {
        waiter.stopClock();
        renewing.remove(waiter);
        if (waiters.remove(waiter)) {
            leaveIfUnwanted();
        }
    }

    private void leaveIfUnwanted() {
        // Not from within the effects of another signal, which are to be done with first.
        ground.lane().run(() -> {
            if (waiters.isEmpty() && !held) {
                tell(new Signal.Leave());
            }
        });
    }

    private void tell(Signal signal) {
        if (!begun) {
            begun = true;
            ground.claims().add(this);
        }
        try {
            machine.on(signal).forEach(this::perform);
        } catch (RuntimeException | Error e) {
            broken(e);
            throw e;
        }
    }

    /** What was to be done could not even be begun, as in a client that is being closed: there is nothing to wait for. */
    private void broken(Throwable why) {
        if (over.isDone()) {
            return;
        }
        EtcdException its = ground.claims().isClosed() ? Failures.closed(queue.what()) : Failures.of(queue.what(), why);
        cutShort = its;
        machine.on(new Signal.CutShort());
        try {
            lost(its);
            keeper.stop();
            calls.stop();
        } finally {
            gone(false);
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Mine mine) {
            entry = mine.entry();
            if (mine.fresh()) {
                keeper.start(mine.entry(), calls.enteredAt());
            } else {
                keeper.start(mine.entry());
            }
        } else if (effect instanceof Effect.Blocked) {
            blocked();
        } else if (effect instanceof Effect.Won won) {
            won(won.entry());
        } else if (effect instanceof Effect.Lost lost) {
            lost(lost.why());
        } else if (effect instanceof Effect.Expired expired) {
            lost(
                    expired.byClock()
                            ? Failures.ranOut(queue.what(), terms.ttl())
                            : Failures.gone(queue.what(), terms.ttl()));
        } else if (effect instanceof Effect.Doubted doubted) {
            List.copyOf(releasing).forEach(each -> each.fail(doubted.why()));
            releasing.clear();
        } else if (effect instanceof Effect.Stop) {
            keeper.stop();
            calls.stop();
        } else if (effect instanceof Effect.Gone gone) {
            gone(gone.clean());
        } else {
            calls.perform(effect);
        }
    }

    private void adopted() {
        Promise<Void> told = adopting;
        adopting = null;
        if (told != null) {
            told.succeed(null);
        }
    }

    private void blocked() {
        blocked = true;
        adopted();
        for (Waiter<?> waiter : List.copyOf(waiters)) {
            if (!waiter.isPatient()) {
                waiters.remove(waiter);
                miss(waiter);
            }
        }
    }

    private void won(Entry its) {
        boolean owing = (!terms.renewing() && (blocked || terms.isEndless())) || keeper.isRenewing();
        boolean doubtful = owing || !keeper.isReliable();
        keeper.hold();
        if (doubtful) {
            // Its time to live is to count from now, or nobody knows yet whether it has any left.
            keeper.renewNow(failure -> renewedForHolding(its, failure));
        } else {
            announce(its);
        }
    }

    private void renewedForHolding(Entry its, @Nullable EtcdException failure) {
        if (failure == null) {
            announce(its);
        } else if (failure instanceof V2KeyNotFoundException) {
            // It is told next that the entry is gone.
            return;
        } else if (terms.isEndless()) {
            failWaiters(failure);
            tell(new Signal.Leave());
        } else if (keeper.isReliable()) {
            announce(its);
        } else {
            tell(new Signal.RanOut());
        }
    }

    private void announce(Entry its) {
        if (!machine.isHeld()) {
            return;
        }
        List<Waiter<?>> winners = List.copyOf(waiters);
        waiters.clear();
        held = true;
        listener.held(its);
        adopted();
        boolean wanted = winners.isEmpty();
        for (Waiter<?> winner : winners) {
            wanted |= winner.win(its);
        }
        if (!wanted) {
            held = false;
            tell(new Signal.Leave());
        } else if (terms.detaching()) {
            tell(new Signal.Detach());
        }
    }

    private void lost(EtcdException why) {
        failAdopting(
                why instanceof ClientClosedException
                        ? why
                        : new IllegalArgumentException("the claim cannot be adopted: " + why.getMessage(), why));
        failWaiters(why);
        boolean wasHeld = held;
        held = false;
        entry = null;
        if (wasHeld) {
            listener.lost(why);
        }
        for (Waiter<?> waiter : List.copyOf(renewing)) {
            renewing.remove(waiter);
            if (why instanceof V2LockExpiredException) {
                // After the end of this one, for which it would be too late.
                ground.lane().run(() -> listener.again(waiter));
            } else {
                waiter.fail(why);
            }
        }
    }

    private void failWaiters(EtcdException why) {
        List<Waiter<?>> failing = new ArrayList<>(waiters);
        waiters.clear();
        failing.forEach(each -> each.fail(why));
    }

    private void failAdopting(RuntimeException why) {
        Promise<Void> told = adopting;
        adopting = null;
        if (told != null) {
            told.fail(why);
        }
    }

    /** Fails all who ask for it, in whichever way. */
    private void failAsking(EtcdException why) {
        failAdopting(why);
        failWaiters(why);
        List<Waiter<?>> failing = List.copyOf(renewing);
        renewing.clear();
        failing.forEach(each -> each.fail(why));
    }

    private EtcdException released() {
        return Failures.expired(
                queue.what(), "it was released while it was " + (held ? "being renewed" : "waited for"));
    }

    /** Ends everything that was promised here, however it came to the end: nobody is heard of after this. */
    private void endAll() {
        EtcdException why = cutShort;
        if (why == null) {
            why = ground.claims().isClosed() ? Failures.closed(queue.what()) : released();
        }
        failAsking(why);
        List<Waiter<?>> missing = List.copyOf(late);
        late.clear();
        missing.forEach(each -> each.miss(queue.what(), blocked));
        List<Promise<Void>> ending = List.copyOf(releasing);
        releasing.clear();
        for (Promise<Void> each : ending) {
            if (cutShort == null) {
                each.succeed(null);
            } else {
                each.fail(cutShort);
            }
        }
    }

    private void gone(boolean clean) {
        endAll();
        held = false;
        entry = null;
        listener.gone(this, clean);
        ground.claims().remove(this);
        over.complete(null);
    }
}
