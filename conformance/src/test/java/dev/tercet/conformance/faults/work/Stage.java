package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.history.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What all workloads of a run share: where they record, what they draw from, and whether they are to go on. */
public final class Stage {
    private final Recorder recorder;
    private final long seed;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Queue<String> undecided = new ConcurrentLinkedQueue<>();

    /** One that goes on. */
    public Stage(Recorder recorder, long seed) {
        this.recorder = recorder;
        this.seed = seed;
    }

    public Recorder recorder() {
        return recorder;
    }

    /** Numbers of one's own: who asks first makes no difference to what others draw. */
    public SplittableRandom dice(String who) {
        return new SplittableRandom(seed ^ who.hashCode() * 0x9E3779B97F4A7C15L);
    }

    /** Whether more is to be done. */
    public boolean goesOn() {
        return over.getCount() > 0;
    }

    /** Nothing new is begun from here on. */
    public void end() {
        over.countDown();
    }

    /**
     * Lets some time pass, between one thing and the next; less if the end comes first.
     *
     * @return whether to go on
     */
    public boolean rest(Duration time) {
        try {
            return !over.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Tells of what must not be, and what no checker would find in the record. */
    public void violation(String what) {
        violations.add(what);
    }

    /** All that was told. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Tells of what could not be looked at, so that nobody takes it for good. */
    public void undecided(String what) {
        undecided.add(what);
    }

    /** All that could not be decided. */
    public List<String> undecided() {
        return List.copyOf(undecided);
    }
}
