package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.status.Logged;
import dev.tercet.embedded.internal.time.Time;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** What waits for a leader. */
final class Leadership {
    // Five seconds, and two for an election; as etcd adds them up.
    private static final long PATIENCE = Duration.ofSeconds(7).toNanos();

    private final Time time;
    private final RaftTerm term;
    private final Queue<Stalled> stalled = new ConcurrentLinkedQueue<>();

    Leadership(Time time, RaftTerm term) {
        this.time = time;
        this.term = term;
    }

    boolean isLost() {
        return !term.hasLeader();
    }

    /** Lets go on what waited for one. */
    void resume() {
        for (Stalled next = stalled.poll(); next != null; next = stalled.poll()) {
            Logged.run(next::goOn);
        }
    }

    /** Goes on when there is a leader, or gives up after a while: one of the two, unless it is dropped before. */
    Stalled stall(Runnable goOn, Runnable giveUp) {
        Stalled waiting = new Stalled(goOn, giveUp);
        stalled.add(waiting);
        if (!isLost()) {
            waiting.goOn();
        }
        return waiting;
    }

    /** Something that waits for a leader. */
    final class Stalled {
        private final Runnable goOn;
        private final AtomicBoolean decided = new AtomicBoolean();
        private final Time.Alarm alarm;

        Stalled(Runnable goOn, Runnable giveUp) {
            this.goOn = goOn;
            alarm = time.at(time.nanos() + PATIENCE, () -> {
                stalled.remove(this);
                if (decided.compareAndSet(false, true)) {
                    giveUp.run();
                }
            });
        }

        private void goOn() {
            if (drop()) {
                goOn.run();
            }
        }

        /** Forgets it; whether it was still waiting. */
        boolean drop() {
            stalled.remove(this);
            alarm.cancel();
            return decided.compareAndSet(false, true);
        }
    }
}
