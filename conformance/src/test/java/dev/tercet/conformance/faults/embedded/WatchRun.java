package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.WatchLog;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A watch of the programme. One without a listener is read a little at a time, when the programme says so. */
final class WatchRun {
    private final WatchCheck check;
    private final WatchLog log;
    private @Nullable Watch watch;
    private boolean read;

    WatchRun(WatchCheck check, WatchLog log) {
        this.check = check;
        this.log = log;
    }

    void opened(Watch opened, boolean isRead) {
        watch = opened;
        read = isRead;
    }

    void heard(WatchSignal signal) {
        log.heard(signal);
        check.on(signal);
    }

    /** Takes some of what waits to be read. */
    void read(int most) {
        for (int i = 0; read && i < most; i++) {
            Optional<WatchSignal> signal = watch().poll(Duration.ZERO);
            if (signal.isEmpty()) {
                return;
            }
            heard(signal.get());
        }
    }

    void close() {
        check.closed(!watch().isOpen());
        watch().close();
    }

    boolean isOver() {
        return check.isOver();
    }

    WatchCheck check() {
        return check;
    }

    Watch watch() {
        return Objects.requireNonNull(watch);
    }
}
