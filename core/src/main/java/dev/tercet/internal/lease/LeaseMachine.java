package dev.tercet.internal.lease;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.lease.LeaseState;
import java.util.List;

/**
 * When to renew a lease, and when to give it up for lost.
 *
 * <p>The lease is renewed a third of its time to live after the last success, or a moment later, one request at a time. After a failure the next try
 * comes sooner. The deadline is counted from when the last successful renewal was <em>sent</em>, since the server's own clock
 * started no earlier, less a margin for timers that are late: so the loss is told before the server can give away what hangs on
 * the lease.
 *
 * <p>Renewals keep a beat: what comes due between two beats is due at the second. So the renewals of many leases travel together, in
 * one packet and for one wake-up at each end, however their grants were spread. The beat is a three-hundredth of the time to live at most,
 * and leases of one time to live have the same.
 *
 * <p>A refusal counts only when it is the third in a row. All renewals of a client may share one stream, which etcd ends as a whole
 * when it refuses one of them, such as for want of permission on that lease's keys; the others in flight then look refused too. Tries
 * after a failure are spread, differently for each lease, so that these do not meet the culprit again.
 *
 * <p>Times are nanoseconds of one monotonic clock; only differences matter. Not for several threads at once.
 */
final class LeaseMachine {
    static final long MARGIN = 100_000_000;
    static final int REFUSALS = 3;

    private static final long SECOND = 1_000_000_000;
    private static final long[] BEATS = {SECOND / 5, SECOND / 10, SECOND / 20, SECOND / 50, SECOND / 100};
    private static final long SHORTEST_PAUSE = SECOND / 10;
    private static final long LONGEST_TRY = 10 * SECOND;
    // The fractional parts of its multiples are spread as evenly as can be.
    private static final double GOLDEN = 0.6180339887498949;

    private final long id;
    private double spread;
    private long ttl;
    private long deadline;
    private long nextTry;
    private long sentAt;
    private boolean inFlight;
    private int refusals;
    private LeaseState state = new LeaseState.Active();

    /** What happened. */
    sealed interface Signal {}

    /** The time has come that was asked for. */
    record Tick(long now) implements Signal {}

    /** The renewal was answered; zero or less means that the server has no such lease. */
    record Renewed(long now, long ttlNanos) implements Signal {}

    /** The renewal failed. */
    record Failed(long now, EtcdException cause) implements Signal {}

    /** Nobody wants it kept any more. */
    record Close() implements Signal {}

    /** What to do. */
    sealed interface Effect {}

    /** Send a renewal, which must end within this time. */
    record Renew(long timeoutNanos) implements Effect {}

    /** Send a tick at this time, instead of any asked for before. */
    record Schedule(long at) implements Effect {}

    /** Tell the new state. A final one also ends the renewal in flight and the wait for a tick. */
    record Announce(LeaseState state) implements Effect {}

    /**
     * A lease that was granted or renewed.
     *
     * @param sentAt when the request for that was sent
     * @param ttlNanos more than zero
     * @param spread 0 to 1, another for each lease
     */
    LeaseMachine(long id, long sentAt, long ttlNanos, double spread) {
        this.id = id;
        this.spread = spread;
        extend(sentAt, sentAt, ttlNanos);
    }

    LeaseState state() {
        return state;
    }

    /** When it is lost unless a renewal is answered before. */
    long deadline() {
        return deadline;
    }

    /** The first thing to do. */
    List<Effect> start() {
        return List.of(wakeUp());
    }

    List<Effect> on(Signal signal) {
        if (state.isFinal()) {
            return List.of();
        } else if (signal instanceof Tick tick) {
            return onTick(tick.now());
        } else if (signal instanceof Renewed renewed) {
            return onRenewed(renewed);
        } else if (signal instanceof Failed failed) {
            return onFailed(failed);
        }
        return end(new LeaseState.Closed());
    }

    private List<Effect> onTick(long now) {
        if (now - deadline >= 0) {
            return ranOut();
        }
        if (inFlight || now - nextTry < 0) {
            return List.of(wakeUp());
        }
        inFlight = true;
        sentAt = now;
        long timeout = Math.min(Math.min(ttl / 3, LONGEST_TRY), deadline - now);
        // Asked for first: the answer may come before the request's sender returns, and then asks for another time.
        return List.of(wakeUp(), new Renew(timeout));
    }

    private List<Effect> ranOut() {
        return end(new LeaseState.Lost(
                LeaseState.Reason.RAN_OUT,
                "no renewal of lease " + Long.toHexString(id) + " got through in its " + ttl / SECOND + " s"
                        + lastCause()));
    }

    private String lastCause() {
        return state instanceof LeaseState.Unreachable unreachable
                ? "; the first failure was: " + unreachable.cause().getMessage()
                : "";
    }

    private List<Effect> onRenewed(Renewed renewed) {
        inFlight = false;
        refusals = 0;
        if (renewed.ttlNanos() <= 0) {
            return gone();
        } else if (renewed.now() - deadline >= 0) {
            // Whoever looked at the clock was told so already.
            return ranOut();
        }
        extend(sentAt, renewed.now(), renewed.ttlNanos());
        if (state instanceof LeaseState.Active) {
            return List.of(wakeUp());
        }
        state = new LeaseState.Active();
        return List.of(new Announce(state), wakeUp());
    }

    private List<Effect> onFailed(Failed failed) {
        inFlight = false;
        EtcdException cause = failed.cause();
        if (cause instanceof LeaseNotFoundException) {
            return gone();
        } else if (cause instanceof ClientClosedException) {
            return end(new LeaseState.Closed());
        }
        refusals = isRefusal(cause) ? refusals + 1 : 0;
        if (refusals == REFUSALS) {
            return end(new LeaseState.Lost(
                    LeaseState.Reason.REFUSED,
                    "the server refuses to renew lease " + Long.toHexString(id) + ": " + cause.getMessage()));
        }
        nextTry = failed.now() + pause();
        if (state instanceof LeaseState.Unreachable) {
            return List.of(wakeUp());
        }
        state = new LeaseState.Unreachable(cause);
        return List.of(new Announce(state), wakeUp());
    }

    // Certificates, credentials and members may be put right while the lease still lives.
    private static boolean isRefusal(EtcdException cause) {
        return cause instanceof RejectedEtcdException
                && cause.code() != ErrorCode.CONNECTION_REJECTED
                && cause.code() != ErrorCode.UNAUTHENTICATED
                && cause.code() != ErrorCode.UNSUPPORTED
                && cause.code() != ErrorCode.CANCELLED
                && cause.code() != ErrorCode.UNKNOWN;
    }

    /** Half to one and a half of a ninth of the time to live, at most a second and at least a tenth before it is spread. */
    private long pause() {
        spread = (spread + GOLDEN) % 1;
        return (long) (Math.max(Math.min(ttl / 9, SECOND), SHORTEST_PAUSE) * (0.5 + spread));
    }

    private void extend(long sent, long now, long ttlNanos) {
        ttl = ttlNanos;
        deadline = sent + ttlNanos - MARGIN;
        nextTry = onBeat(now + ttlNanos / 3, ttlNanos / 300);
        if (deadline - nextTry <= 0) {
            // The answer was long in coming, and the lease lives yet: a try is better than none.
            nextTry = now;
        }
    }

    /** The next beat at or after this time; the beat is the longest that is not longer than this. */
    private static long onBeat(long time, long longest) {
        for (long beat : BEATS) {
            if (beat <= longest) {
                long since = Math.floorMod(time, beat);
                return since == 0 ? time : time - since + beat;
            }
        }
        return time;
    }

    private Schedule wakeUp() {
        return new Schedule(inFlight || deadline - nextTry < 0 ? deadline : nextTry);
    }

    private List<Effect> gone() {
        return end(new LeaseState.Lost(
                LeaseState.Reason.GONE,
                "the server has no lease " + Long.toHexString(id) + ": it expired or was revoked"));
    }

    private List<Effect> end(LeaseState last) {
        state = last;
        return List.of(new Announce(last));
    }
}
