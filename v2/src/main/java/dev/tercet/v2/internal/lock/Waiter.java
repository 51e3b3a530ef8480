package dev.tercet.v2.internal.lock;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants what a claim is for. Threads: everything here runs in the claim's lane, but for the promise.
 *
 * @param <T> what he is told
 */
final class Waiter<T> {
    private final Promise<T> promise;
    private final Function<Entry, @Nullable T> won;
    private final @Nullable Supplier<T> missed;
    private final @Nullable Duration timeout;
    private @Nullable Runnable alarm;
    private Runnable late = () -> {};
    private boolean rang;

    /**
     * One who waits.
     *
     * @param won what he is told when it is had
     * @param missed what he is told when somebody else has it; null to have him fail
     * @param timeout for how long he waits: null for ever, zero not at all
     */
    Waiter(
            Promise<T> promise,
            Function<Entry, @Nullable T> won,
            @Nullable Supplier<T> missed,
            @Nullable Duration timeout) {
        this.promise = promise;
        this.won = won;
        this.missed = missed;
        this.timeout = timeout;
    }

    boolean isPatient() {
        return timeout == null || !timeout.isZero();
    }

    /** Has this run when he gives up by himself, on his thread. */
    void onAbandon(Runnable task) {
        promise.onAbandon(task);
    }

    /** Has this run, in the lane, when his time is up, which began when this was first called. */
    void startClock(Ground ground, Runnable whenLate) {
        late = whenLate;
        if (alarm == null && timeout != null && !timeout.isZero()) {
            long nanos = timeout.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE / 4 : timeout.toNanos();
            alarm = ground.after(nanos, () -> {
                rang = true;
                late.run();
            });
        } else if (rang) {
            // While he was on his way from one claim to the next.
            ground.lane().run(() -> late.run());
        }
    }

    void stopClock() {
        if (alarm != null) {
            alarm.run();
            alarm = null;
        }
    }

    /** It is his; false if he no longer wants it. */
    boolean win(Entry entry) {
        stopClock();
        return promise.succeedWith(() -> won.apply(entry));
    }

    /**
     * It is not his within his time.
     *
     * @param blocked whether a server has told of somebody before us
     */
    void miss(String what, boolean blocked) {
        stopClock();
        if (missed != null && blocked) {
            promise.succeed(missed.get());
        } else {
            promise.fail(Failures.late("acquire " + what, timeout == null ? Duration.ZERO : timeout, blocked));
        }
    }

    void fail(Throwable why) {
        stopClock();
        promise.fail(why);
    }
}
