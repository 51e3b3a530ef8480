package dev.tercet.conformance.faults.check;

import java.time.Duration;

/** How much a search may still cost: steps, memory and time. */
final class Effort {
    private static final int REMEMBERED = 3_000_000;
    private static final int LOOK = 1023;

    private final long steps;
    private final long deadline;
    private long taken;
    private long rounds;
    private int remembered;
    private boolean wasLate;

    private Effort(long steps, long deadline) {
        this.steps = steps;
        this.deadline = deadline;
    }

    static Effort within(Duration time) {
        return new Effort(Long.MAX_VALUE, System.nanoTime() + time.toNanos());
    }

    /** This one's time, and so many steps at most. */
    Effort atMost(long most) {
        return new Effort(most, deadline);
    }

    void step() {
        taken++;
    }

    void remembered() {
        remembered++;
    }

    boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }

    boolean isSpent() {
        if ((++rounds & LOOK) == 0) {
            wasLate = isLate();
        }
        return wasLate || taken > steps || remembered > REMEMBERED;
    }
}
