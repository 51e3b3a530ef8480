package dev.tercet.recipes.internal.barrier;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Durations;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Patience;
import dev.tercet.recipes.internal.flow.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long a wait may take, and what it fails with after that.
 *
 * @param deadline when
 * @param since when it began, in the timer's nanoseconds
 */
record Waits(Deadline deadline, long since) {
    static Waits forever(Timer timer) {
        return new Waits(Deadline.never(timer), timer.now());
    }

    static Waits atMost(Timer timer, Duration atMost) {
        return new Waits(Deadline.after(timer, Given.positive("atMost", atMost)), timer.now());
    }

    /** The failure of a wait in which nothing was changed, or nothing is left of it. */
    Supplier<EtcdTimeoutException> timeout(Supplier<String> what, Patience patience) {
        return () -> new EtcdTimeoutException(new Details(
                ErrorCode.TIMEOUT,
                Outcome.NOT_APPLIED,
                what.get() + " after "
                        + Durations.shown(Duration.ofNanos(deadline.timer().now() - since)) + patience.words(),
                null,
                null,
                patience.trouble()));
    }
}
