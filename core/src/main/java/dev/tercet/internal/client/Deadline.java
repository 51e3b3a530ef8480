package dev.tercet.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.schedule.Scheduler;
import java.time.Duration;

/** The one deadline of several calls. */
final class Deadline {
    private final Scheduler scheduler;
    private final CallOptions options;
    private final long end;

    /** Begins now. */
    Deadline(Scheduler scheduler, CallOptions options) {
        this.scheduler = scheduler;
        this.options = options;
        this.end = scheduler.nanoTime() + Scheduler.nanos(options.timeout());
    }

    /** What is left of it, in nanoseconds, at least one millisecond: the call made with that fails as one that came too late. */
    long leftNanos() {
        return Math.max(end - scheduler.nanoTime(), 1_000_000);
    }

    /** The options for the next call. */
    CallOptions left() {
        return options.withTimeout(Duration.ofNanos(leftNanos()));
    }
}
