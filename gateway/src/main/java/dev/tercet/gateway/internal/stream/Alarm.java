package dev.tercet.gateway.internal.stream;

import dev.tercet.spi.TransportTimer;
import dev.tercet.spi.hub.SerialLane;
import org.jspecify.annotations.Nullable;

/** At most one appointment with the timer, kept on a lane; used on it only. */
final class Alarm {
    private final TransportTimer timer;
    private final SerialLane lane;
    private final Runnable task;
    private @Nullable Runnable callOff;
    private int set;

    Alarm(TransportTimer timer, SerialLane lane, Runnable task) {
        this.timer = timer;
        this.lane = lane;
        this.task = task;
    }

    /** Runs the task on the lane after this time, and not when it was said before. */
    void set(long nanos) {
        callOff();
        int mine = ++set;
        callOff = timer.schedule(
                nanos,
                () -> lane.run(() -> {
                    if (mine == set) {
                        callOff = null;
                        task.run();
                    }
                }));
    }

    /** Not at all. */
    void callOff() {
        set++;
        Runnable old = callOff;
        callOff = null;
        if (old != null) {
            old.run();
        }
    }
}
