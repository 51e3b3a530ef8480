package dev.tercet.internal.call;

import dev.tercet.error.ErrorCode;
import java.util.concurrent.TimeUnit;

/**
 * Decides what becomes of a call after an attempt of it failed.
 *
 * <p>The rules. A request that certainly did nothing at the server may be sent again, whatever it is: it never left, or was refused
 * before any work. A request whose fate is unknown may be sent again only if it is repeatable. A token is renewed at most twice
 * in one call. What the server rejects is not asked again. A fault in how the connection is set up is tried once at every
 * endpoint. Pauses come after a whole round of the endpoints, and grow.
 *
 * <p>Pure: signals in, decisions out. It knows neither time nor chance: the deadline cuts the call short from outside, and the
 * caller adds jitter.
 */
final class RetryMachine {
    private static final int MOST_RENEWALS = 2;
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final boolean repeatable;
    private final boolean renewable;

    private int endpoints;
    private int failuresOfRound;
    private int rounds;
    private int renewals;
    private int misconfigured;
    private boolean doubt;

    /**
     * A machine for one call.
     *
     * @param repeatable whether the request may be sent again when its reply was lost
     * @param endpoints how many there are to go to now
     * @param renewable whether the call carries a token at all
     */
    RetryMachine(boolean repeatable, int endpoints, boolean renewable) {
        this.repeatable = repeatable;
        this.endpoints = endpoints;
        this.renewable = renewable;
    }

    /** There may be more of them than there were. */
    RetryMachine among(int count) {
        endpoints = count;
        return this;
    }

    /** How an attempt failed. */
    record Failure(ErrorCode code, boolean untouched, boolean aboutToken) {}

    /** What to do now. */
    sealed interface Decision {}

    /** Try again, elsewhere if there is an elsewhere. */
    record Again(long pauseNanos) implements Decision {}

    /** Get a new token, and try again. */
    record Renew() implements Decision {}

    /** Tell the caller. */
    record GiveUp() implements Decision {}

    Decision onFailure(Failure failure) {
        if (!failure.untouched() && ErrorTable.leavesDoubt(failure.code())) {
            doubt = true;
        }
        if (failure.aboutToken()) {
            return renewable && renewals++ < MOST_RENEWALS ? new Renew() : new GiveUp();
        }
        if (failure.code() == ErrorCode.CONNECTION_REJECTED) {
            return ++misconfigured < endpoints ? again() : new GiveUp();
        }
        if (failure.code() == ErrorCode.UNSUPPORTED) {
            if (failure.untouched()) {
                // The transport cannot do it, wherever to.
                return new GiveUp();
            }
            // A learner refuses what a voter would do.
            return ++misconfigured < endpoints ? again() : new GiveUp();
        }
        if (failure.untouched() || ErrorTable.refusedBeforeWork(failure.code())) {
            return again();
        }
        boolean passing = failure.code() == ErrorCode.UNAVAILABLE || failure.code() == ErrorCode.TIMEOUT;
        return passing && repeatable ? again() : new GiveUp();
    }

    private Decision again() {
        if (++failuresOfRound < endpoints) {
            return new Again(0);
        }
        failuresOfRound = 0;
        int round = Math.min(rounds++, 16);
        return new Again(Math.min(FIRST_PAUSE << round, LONGEST_PAUSE));
    }

    /** Whether an attempt before this one may have been applied. */
    boolean leavesDoubt() {
        return doubt;
    }
}
