package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.time.Time;
import java.time.Duration;

/**
 * Tells one stream when regular reports of progress are due: at multiples of the interval since the stream began, if any of its
 * watches wants them. etcd adds up to a tenth by chance, for the sake of its load; here it is exact. Within steps only.
 */
final class ProgressTicks {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private static final long NEVER = Long.MAX_VALUE;
    private static final Time.Alarm SILENT = () -> {};

    private final Apply apply;
    private final Time time;
    private final WatchStream stream;
    private final long interval;
    private final long began;
    private Time.Alarm alarm = SILENT;

    /** The moment of the next report; none else is taken for it, should an alarm come late that was stopped. */
    private long due = NEVER;

    ProgressTicks(Apply apply, Time time, Duration interval, WatchStream stream) {
        this.apply = apply;
        this.time = time;
        this.stream = stream;
        this.interval = (interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval).toNanos();
        began = time.nanos();
    }

    /** There is a watch that wants reports. */
    void start() {
        if (due != NEVER) {
            return;
        }
        long moment = began + ((time.nanos() - began) / interval + 1) * interval;
        // Noted first: should the moment have come meanwhile, the task runs at once, within this call, and sets the
        // next one.
        due = moment;
        Time.Alarm set = time.at(moment, () -> apply.step(() -> tick(moment)));
        if (due == moment) {
            alarm = set;
        }
    }

    void stop() {
        alarm.cancel();
        alarm = SILENT;
        due = NEVER;
    }

    private void tick(long moment) {
        // It was stopped at the moment it came due.
        if (due != moment) {
            return;
        }
        due = NEVER;
        if (stream.wantsReports()) {
            stream.tick();
            start();
        }
    }
}
