package dev.tercet.gateway.internal.watch;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;

/**
 * Whether the peer of a websocket is still there: one that has been silent for a while is asked, and one that does not answer is
 * given up, because a path that is dead says nothing of itself. No threads, no clock, no I/O; times are nanoseconds of any monotonic
 * clock.
 *
 * <p>There is one timer, and it is not moved when something is heard, which is often: whoever it wakes finds out how long the
 * silence really is.
 */
final class SocketLifeMachine {
    private static final long SECOND = 1_000_000_000L;

    /** What to do about the silence. */
    sealed interface Step {
        /** Look again after this time. */
        record Wait(long nanos) implements Step {}

        /** Ask for a sign of life, and look again after this time. */
        record Ping(long nanos) implements Step {}

        /** Give it up. */
        record GiveUp(WireFailure failure) implements Step {}
    }

    private final long openingNanos;
    private final long timeNanos;
    private final long timeoutNanos;
    private final long begunAt;
    private boolean open;
    private boolean asked;
    private long askedAt;
    private long heardAt;

    /**
     * Of a websocket that is being opened.
     *
     * @param openingNanos how long that may take
     * @param timeNanos how long it may be silent then
     * @param timeoutNanos how long it may take to answer
     */
    SocketLifeMachine(long openingNanos, long timeNanos, long timeoutNanos, long now) {
        this.openingNanos = openingNanos;
        this.timeNanos = timeNanos;
        this.timeoutNanos = timeoutNanos;
        this.begunAt = now;
    }

    /** Something came, be it only that it is open. */
    void heard(long now) {
        open = true;
        asked = false;
        heardAt = now;
    }

    /** The time is up, or it begins. */
    Step look(long now) {
        if (!open) {
            long left = openingNanos - (now - begunAt);
            return left > 0
                    ? new Step.Wait(Math.min(left, timeNanos))
                    : giveUp("the websocket was not opened within " + shown(openingNanos), Reach.NEVER_LEFT);
        } else if (asked) {
            long left = timeoutNanos - (now - askedAt);
            return left > 0
                    ? new Step.Wait(left)
                    : giveUp("no answer to a ping within " + shown(timeoutNanos), Reach.LOST);
        }
        long left = timeNanos - (now - heardAt);
        if (left > 0) {
            return new Step.Wait(left);
        }
        asked = true;
        askedAt = now;
        return new Step.Ping(timeoutNanos);
    }

    private static Step giveUp(String why, Reach reach) {
        return new Step.GiveUp(new WireFailure(StatusCode.UNAVAILABLE, why, reach, null));
    }

    private static String shown(long nanos) {
        return nanos % SECOND == 0 ? nanos / SECOND + " s" : nanos / 1_000_000 + " ms";
    }
}
