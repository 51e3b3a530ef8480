package dev.tercet.gateway.internal.watch;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the member still has a leader, for watches that require one. Over gRPC the member itself ends such watches; a websocket
 * has no way to ask it to, so it is asked by reads that need a quorum: one for all watches of an endpoint, again and again while
 * there are any, and before one is let in, since a member that is cut off would take it and say nothing.
 *
 * <p>Only words about the leader count, and silence. An answer that denies permission or refuses a token comes from a member that
 * works. What is lost on its way is asked once more, and then at intervals until the time for an answer is over.
 *
 * <p>No threads, no clock, no I/O; times are nanoseconds of any monotonic clock.
 *
 * @param <W> who watches, told apart by identity
 */
final class LeaderProbeMachine<W> {
    /** How old an answer may be that lets another watch in. */
    static final long FRESH = 1_000_000_000L;

    /** How many times, while the time for an answer lasts, those that are lost are asked again. */
    private static final int PAUSES = 10;

    private static final WireFailure NO_LEADER =
            new WireFailure(StatusCode.UNAVAILABLE, "etcdserver: no leader", Reach.ANSWERED, null);

    /** Something to do, in order. */
    sealed interface Effect<W> {
        /** Ask; a question before it is given up. */
        record Ask<W>() implements Effect<W> {}

        /** Look again after this time, and not when it was planned before. */
        record Wait<W>(long nanos) implements Effect<W> {}

        /** Give up the question and what was planned. */
        record Rest<W>() implements Effect<W> {}

        /** Let a watcher in. */
        record Admit<W>(W watcher) implements Effect<W> {}

        /** End a watcher, which was let in or waits for it. */
        record End<W>(W watcher, WireFailure failure) implements Effect<W> {}
    }

    private enum State {
        /** Nobody wants to know. */
        RESTING,
        /** A question is under way. */
        ASKING,
        /** It was lost; there will be another. */
        PAUSED,
        /** There was a leader, not long ago. */
        KNOWN
    }

    private final long periodNanos;
    private final long timeoutNanos;
    private final Set<W> waiting = new LinkedHashSet<>();
    private final Set<W> inside = new LinkedHashSet<>();
    private State state = State.RESTING;
    private long askedAt;
    private int losses;
    private @Nullable WireFailure lastLoss;
    private boolean everKnown;
    private long knownAt;

    /**
     * With no watcher.
     *
     * @param periodNanos how often to ask
     * @param timeoutNanos how long an answer may take
     */
    LeaderProbeMachine(long periodNanos, long timeoutNanos) {
        this.periodNanos = periodNanos;
        this.timeoutNanos = timeoutNanos;
    }

    /** Somebody wants to watch. */
    List<Effect<W>> enter(W watcher, long now) {
        boolean fresh = everKnown && now - knownAt < Math.min(FRESH, periodNanos);
        if (fresh && (state == State.KNOWN || state == State.RESTING)) {
            inside.add(watcher);
            List<Effect<W>> effects = new ArrayList<>(2);
            effects.add(new Effect.Admit<>(watcher));
            if (state == State.RESTING) {
                state = State.KNOWN;
                effects.add(new Effect.Wait<>(periodNanos - (now - knownAt)));
            }
            return effects;
        }
        waiting.add(watcher);
        return state == State.KNOWN || state == State.RESTING ? begin(now) : List.of();
    }

    /** Somebody has gone, of whatever cause. */
    List<Effect<W>> leave(W watcher) {
        boolean waited = waiting.remove(watcher);
        boolean was = inside.remove(watcher);
        return (waited || was) && waiting.isEmpty() && inside.isEmpty() ? rest() : List.of();
    }

    /** The question was answered, and not with a failure. */
    List<Effect<W>> answered(long now) {
        if (state != State.ASKING) {
            return List.of();
        }
        state = State.KNOWN;
        everKnown = true;
        knownAt = now;
        List<Effect<W>> effects = new ArrayList<>(1 + waiting.size());
        effects.add(new Effect.Wait<>(periodNanos));
        for (W watcher : waiting) {
            effects.add(new Effect.Admit<>(watcher));
        }
        inside.addAll(waiting);
        waiting.clear();
        return effects;
    }

    /** The question failed. */
    List<Effect<W>> failed(WireFailure failure, long now) {
        if (state != State.ASKING) {
            return List.of();
        } else if (failure.reach() == Reach.ANSWERED && !isDoubtful(failure)) {
            return isAboutLeader(failure) ? end(NO_LEADER) : answered(now);
        } else if (inside.isEmpty() && failure.reach() != Reach.LOST && failure.reach() != Reach.ANSWERED) {
            // There is no way to the member, so the watches that wait have nothing to wait for.
            return end(failure);
        }
        lastLoss = failure;
        long left = timeoutNanos - (now - askedAt);
        if (left <= 0) {
            return end(failure);
        } else if (losses++ == 0) {
            // Most likely a connection that had been idle and was closed by the peer at this very moment.
            return List.of(new Effect.Ask<>());
        }
        state = State.PAUSED;
        return List.of(new Effect.Wait<>(Math.min(left, timeoutNanos / PAUSES)));
    }

    /** The time is up. */
    List<Effect<W>> look(long now) {
        return switch (state) {
            case RESTING -> List.of();
            case KNOWN -> {
                long left = periodNanos - (now - knownAt);
                yield left > 0 ? List.of(new Effect.Wait<>(left)) : begin(now);
            }
            case ASKING, PAUSED -> overdue(now);
        };
    }

    /** Nobody will be told anything any more but this. */
    List<Effect<W>> close(WireFailure failure) {
        return end(failure);
    }

    private List<Effect<W>> begin(long now) {
        state = State.ASKING;
        askedAt = now;
        losses = 0;
        lastLoss = null;
        return List.of(new Effect.Ask<>(), new Effect.Wait<>(timeoutNanos));
    }

    private List<Effect<W>> overdue(long now) {
        long left = timeoutNanos - (now - askedAt);
        if (left <= 0) {
            return end(lastLoss == null ? unanswered() : lastLoss);
        } else if (state == State.ASKING) {
            return List.of(new Effect.Wait<>(left));
        }
        state = State.ASKING;
        return List.of(new Effect.Ask<>(), new Effect.Wait<>(left));
    }

    private WireFailure unanswered() {
        String message = "the member did not answer a read that needs its leader within " + timeoutNanos / 1_000_000
                + " ms; it may be cut off from the others";
        return new WireFailure(StatusCode.UNAVAILABLE, message, Reach.LOST, null);
    }

    private List<Effect<W>> end(WireFailure failure) {
        everKnown = false;
        List<Effect<W>> effects = new ArrayList<>(rest());
        for (W watcher : waiting) {
            effects.add(new Effect.End<>(watcher, failure));
        }
        for (W watcher : inside) {
            effects.add(new Effect.End<>(watcher, failure));
        }
        waiting.clear();
        inside.clear();
        return effects;
    }

    private List<Effect<W>> rest() {
        state = State.RESTING;
        return List.of(new Effect.Rest<>());
    }

    private static boolean isAboutLeader(WireFailure failure) {
        return failure.message().contains("etcdserver: no leader");
    }

    /** A member between two leaders, or in haste, says such things; so do those that stand before it. */
    private static boolean isDoubtful(WireFailure failure) {
        return !isAboutLeader(failure)
                && (failure.code() == StatusCode.UNAVAILABLE || failure.code() == StatusCode.DEADLINE_EXCEEDED);
    }
}
