package dev.tercet.recipes.internal.queue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How those who wait at one queue in one program get what comes, in the order in which they asked: with one call under way at a
 * time for all of them, and one watch while there is nothing.
 *
 * <p>It is read when nothing is known to be there; taken from while something is; and watched, from the revision after the reading that
 * found nothing, when all who are left are willing to wait. Those who are not are answered by a call that began after they asked, since
 * one that was under way may not have seen what was put before.
 *
 * @param <A> who asks
 * @param <C> what can be taken
 * @param <I> what was taken
 */
final class TakeMachine<A, C, I> {
    static final int MOST = 32;

    private final Map<A, Ask> waiting = new LinkedHashMap<>();
    private final List<Effect<A, C, I>> effects = new ArrayList<>();
    private @Nullable Page<C> known;
    private boolean busy;
    private boolean watching;
    // Calls begun so far.
    private long calls;
    private @Nullable Throwable over;

    /** What to do. */
    sealed interface Effect<A, C, I> {
        /** Read the head. */
        record Read<A, C, I>() implements Effect<A, C, I> {}

        /** Take from what is known. */
        record Take<A, C, I>(Page<C> known, int wanted) implements Effect<A, C, I> {}

        /** Watch from this revision on. */
        record Watch<A, C, I>(long from) implements Effect<A, C, I> {}

        /** Close the watch. */
        record Unwatch<A, C, I>() implements Effect<A, C, I> {}

        /** This is for them. */
        record Serve<A, C, I>(A taker, I item) implements Effect<A, C, I> {}

        /** There is nothing. */
        record Empty<A, C, I>(A taker) implements Effect<A, C, I> {}

        /** It did not work. */
        record Fail<A, C, I>(A taker, Throwable cause) implements Effect<A, C, I> {}

        /** Nobody wants these. */
        record GiveBack<A, C, I>(List<I> items) implements Effect<A, C, I> {}
    }

    private record Ask(boolean patient, long calls) {}

    /** Somebody wants one; patient ones wait until there is one. */
    List<Effect<A, C, I>> asked(A taker, boolean patient) {
        if (over != null) {
            effects.add(new Effect.Fail<>(taker, over));
            return done();
        }
        waiting.put(taker, new Ask(patient, calls));
        if (!patient && watching) {
            // The watch may be behind what was put before they asked.
            unwatch();
            known = null;
        }
        return next();
    }

    /** They no longer want it. Whether they were still waiting is whether {@link #isWaiting} said so before. */
    List<Effect<A, C, I>> gaveUp(A taker) {
        waiting.remove(taker);
        return next();
    }

    boolean isWaiting(A taker) {
        return waiting.containsKey(taker);
    }

    /** The head was read. */
    List<Effect<A, C, I>> read(Page<C> page) {
        return took(new Haul<>(List.of(), page));
    }

    /** An attempt to take is over. */
    List<Effect<A, C, I>> took(Haul<C, I> haul) {
        busy = false;
        hand(haul.items());
        known = haul.rest();
        if (known != null && known.isEmpty()) {
            nothing();
            if (waiting.values().stream().anyMatch(ask -> !ask.patient)) {
                known = null;
            }
        }
        return next();
    }

    private void hand(List<I> items) {
        List<I> unwanted = new ArrayList<>();
        for (I item : items) {
            Iterator<A> first = waiting.keySet().iterator();
            if (first.hasNext()) {
                effects.add(new Effect.Serve<>(first.next(), item));
                first.remove();
            } else {
                unwanted.add(item);
            }
        }
        if (!unwanted.isEmpty()) {
            effects.add(new Effect.GiveBack<>(unwanted));
        }
    }

    private void nothing() {
        for (A taker : asked(false)) {
            waiting.remove(taker);
            effects.add(new Effect.Empty<>(taker));
        }
    }

    // Those whom the last call was for, the patient ones too or not.
    private List<A> asked(boolean all) {
        List<A> takers = new ArrayList<>();
        waiting.forEach((taker, ask) -> {
            if (ask.calls < calls && (all || !ask.patient)) {
                takers.add(taker);
            }
        });
        return takers;
    }

    /** A call failed, and with it all it was for; those who came later have another. */
    List<Effect<A, C, I>> failed(Throwable cause) {
        busy = false;
        known = null;
        fail(asked(true), cause);
        return next();
    }

    /** What was handed to somebody who had just gone. */
    List<Effect<A, C, I>> returned(I item) {
        hand(List.of(item));
        return next();
    }

    /** The watch saw something come; an empty page is "read it". */
    List<Effect<A, C, I>> woken(Page<C> page) {
        if (watching) {
            unwatch();
            known = page.isEmpty() ? null : page;
        }
        return next();
    }

    /** The watch lost its history. */
    List<Effect<A, C, I>> missed() {
        watching = false;
        known = null;
        return next();
    }

    /** The watch ended for good. */
    List<Effect<A, C, I>> ended(Throwable cause) {
        watching = false;
        known = null;
        fail(List.copyOf(waiting.keySet()), cause);
        return next();
    }

    /** There is no more taking; whatever still comes is given back. */
    List<Effect<A, C, I>> over(Throwable cause) {
        over = cause;
        fail(List.copyOf(waiting.keySet()), cause);
        return next();
    }

    private void fail(List<A> takers, Throwable cause) {
        for (A taker : takers) {
            waiting.remove(taker);
            effects.add(new Effect.Fail<>(taker, cause));
        }
    }

    private List<Effect<A, C, I>> next() {
        if (busy) {
            return done();
        }
        if (waiting.isEmpty()) {
            if (watching) {
                unwatch();
                known = null;
            }
        } else if (known == null) {
            begin(new Effect.Read<>());
        } else if (!known.isEmpty()) {
            begin(new Effect.Take<>(known, Math.min(MOST, waiting.size())));
        } else if (!watching && stale()) {
            // Found empty, then nobody waited for a while: the history since may be long, or gone.
            begin(new Effect.Read<>());
        } else if (!watching) {
            watching = true;
            effects.add(new Effect.Watch<>(known.revision() + 1));
        }
        return done();
    }

    // Whether nobody who waits was there when the last call began.
    private boolean stale() {
        return waiting.values().stream().allMatch(ask -> ask.calls == calls);
    }

    private void begin(Effect<A, C, I> call) {
        busy = true;
        calls++;
        effects.add(call);
    }

    private void unwatch() {
        watching = false;
        effects.add(new Effect.Unwatch<>());
    }

    private List<Effect<A, C, I>> done() {
        List<Effect<A, C, I>> now = List.copyOf(effects);
        effects.clear();
        return now;
    }
}
