package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells one stream when regular reports of progress are due: at multiples of the interval since the stream began, if any of its
 * watches wants them. etcd adds up to a tenth by chance, for the sake of its load; here it is exact. Within steps only.
 */
final class ProgressTicks {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Apply apply;
    private final Time time;
    private final WatchStream stream;
    private final long interval;
    private final long began;
    private Time.@Nullable Alarm alarm;

    ProgressTicks(Apply apply, Time time, Duration interval, WatchStream stream) {
        this.apply = apply;
        this.time = time;
        this.stream = stream;
        this.interval = (interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval).toNanos();
        began = time.nanos();
    }

    /** There is a watch that wants reports. */
    void start() {
        if (alarm == null) {
            long passed = (time.nanos() - began) / interval;
            alarm = time.at(began + (passed + 1) * interval, () -> apply.step(this::tick));
        }
    }

    void stop() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private void tick() {
        // It was stopped at the moment it came due.
        if (alarm == null) {
            return;
        }
        alarm = null;
        if (stream.wantsReports()) {
            stream.tick();
            start();
        }
    }
}
