package dev.tercet.recipes.internal.ground;

import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The life of a lease that nobody keeps alive, by our own clock. */
final class Term {
    // What we say is over must be so before the server thinks so, also if our clock is a little slow, or who is told.
    private static final int MARGIN = 20;
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Duration ttl;
    private final Deadline end;
    private final AtomicReference<@Nullable Alarm> alarm = new AtomicReference<>();

    Term(Timer timer, long since, Duration ttl) {
        this.ttl = ttl;
        // A time to live that no clock can count ends nothing.
        long nanos = ttl.compareTo(LONGEST) < 0 ? ttl.toNanos() : LONGEST.toNanos();
        this.end = new Deadline(timer, since + nanos - nanos / MARGIN, false);
    }

    void whenPast(Runnable task) {
        alarm.set(end.whenPast(task));
    }

    void callOff() {
        Alarm set = alarm.get();
        if (set != null) {
            set.cancel();
        }
    }

    boolean isPast() {
        return end.isPast();
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0, end.remaining()));
    }

    SessionLostException over(long lease) {
        return new SessionLostException(
                lease, new LeaseState.Lost(LeaseState.Reason.RAN_OUT, "its fixed time of " + ttl + " is over"));
    }
}
