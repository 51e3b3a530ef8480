package dev.tercet.conformance.faults.nemesis;

import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.conformance.faults.history.FaultLog;
import dev.tercet.conformance.faults.history.FaultSpan.Reach;
import dev.tercet.conformance.faults.history.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does to a cluster what a schedule says.
 *
 * <pre>{@code
 * Schedule schedule = Schedule.of(seed, Duration.ofSeconds(50), FaultKind.possibleOn(cluster), Duration.ofSeconds(1));
 * Nemesis nemesis = Nemesis.start(cluster, schedule, recorder);
 * try (nemesis) {
 *     ... // clients at work
 *     nemesis.awaitEnd();
 * }
 * ... // the cluster is healthy; nemesis.counts() and nemesis.notApplied() tell what was done
 * }</pre>
 *
 * <p>One thread begins and ends all faults. A fault that takes its time holds up those after it, but none is begun while what it
 * touches is still under another, or members are hurt while not all are healthy. So a majority is there but for the faults of {@link
 * Reach#PERHAPS_NONE}, which leave none for at most {@link #WITHOUT_MAJORITY}, and for the time that members take to start and to
 * vote. What cannot be applied is recorded as a span without length, named after the fault with {@code -not-applied}, and is nobody's
 * mistake.
 */
public final class Nemesis implements AutoCloseable {
    /** The longest that members are kept from a majority, or clients from all members. */
    public static final Duration WITHOUT_MAJORITY = Duration.ofSeconds(7);

    private static final Duration HEALTHY_BEFORE = Duration.ofSeconds(20);
    private static final Duration HEALTHY_AFTER = Duration.ofSeconds(60);
    private static final long GLANCE_MILLIS = 20;

    private final FaultCluster cluster;
    private final Schedule schedule;
    private final Recorder recorder;
    private final List<Running> running = new ArrayList<>();
    private final List<FaultLog> healing = new ArrayList<>();
    private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> notApplied = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long origin = System.nanoTime();
    private volatile @Nullable RuntimeException failure;

    /** A fault that has begun, and when it is to end. */
    private record Running(Step step, Deed deed, FaultLog log, long until) {}

    private Nemesis(FaultCluster cluster, Schedule schedule, Recorder recorder) {
        this.cluster = cluster;
        this.schedule = schedule;
        this.recorder = recorder;
    }

    /** Begins now. All spans go to {@code recorder}. */
    public static Nemesis start(FaultCluster cluster, Schedule schedule, Recorder recorder) {
        Nemesis nemesis = new Nemesis(cluster, schedule, recorder);
        Thread thread = new Thread(nemesis::run, "nemesis");
        thread.setDaemon(true);
        thread.start();
        return nemesis;
    }

    /** How many faults were brought about, by the names of their kinds. */
    public Map<String, Long> counts() {
        synchronized (counts) {
            return new TreeMap<>(counts);
        }
    }

    /** How many faults were brought about. */
    public long applied() {
        return counts().values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many of the schedule were not. */
    public long missed() {
        return schedule.steps().size() - applied();
    }

    /** Which faults could not be applied or ended, and why. */
    public List<String> notApplied() {
        synchronized (notApplied) {
            return List.copyOf(notApplied);
        }
    }

    /** Waits until the schedule is done and the cluster healthy. @throws IllegalStateException if it does not get so */
    public void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the nemesis was at work", e);
        }
        RuntimeException known = failure;
        if (known != null) {
            throw new IllegalStateException("the nemesis failed: " + known.getMessage(), known);
        }
    }

    /** Ends all faults, begins no other, and waits until the cluster is healthy. A second call does nothing more. */
    @Override
    public void close() {
        stop.countDown();
        awaitEnd();
    }

    private void run() {
        try {
            for (Step step : schedule.steps()) {
                if (!awaitTurn(step)) {
                    return;
                }
                begin(step);
            }
            // What clients do while nothing fails any more belongs to it.
            until(() -> running.isEmpty()
                    && healing.isEmpty()
                    && now() >= schedule.length().toNanos());
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            putRight();
            ended.countDown();
        }
    }

    /** Whether its turn came before the end of all. */
    private boolean awaitTurn(Step step) {
        return until(() -> now() >= step.at().toNanos()
                && running.stream()
                        .allMatch(each -> Collections.disjoint(
                                each.step().kind().touches(), step.kind().touches())));
    }

    private void begin(Step step) {
        try {
            awaitHealthFor(step);
            Deed deed = step.fault().aim(cluster);
            FaultLog log = recorder.fault(
                    step.kind().words(), deed.where(), step.kind().reach());
            try {
                deed.begin().run();
            } catch (NotApplied | RuntimeException e) {
                over(step, log);
                healAfterFailure(step);
                throw e;
            }
            counts.merge(step.kind().words(), 1L, Long::sum);
            running.add(new Running(step, deed, log, now() + step.lasts().toNanos()));
        } catch (NotApplied | RuntimeException e) {
            note(step, "-not-applied", e);
        }
    }

    private void awaitHealthFor(Step step) throws NotApplied {
        long patienceEnds = now() + HEALTHY_BEFORE.toNanos();
        boolean hurts = step.kind().touches().contains(Part.MEMBERS);
        until(() -> !hurts || healing.isEmpty() && cluster.isHealthy() || now() > patienceEnds);
        if (hurts && now() > patienceEnds) {
            throw new NotApplied("not all members are healthy");
        }
        if (stop.getCount() == 0) {
            throw new NotApplied("there was no time left for it");
        }
    }

    /** Goes on ending faults that are due until {@code wish} holds. @return false if all is to end before */
    private boolean until(BooleanSupplier wish) {
        while (stop.getCount() > 0) {
            long now = now();
            running.stream().filter(each -> each.until() <= now).toList().forEach(this::end);
            noteHealth();
            if (wish.getAsBoolean()) {
                return true;
            }
            glance();
        }
        return false;
    }

    private void glance() {
        try {
            stop.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody should interrupt the nemesis", e);
        }
    }

    private void end(Running fault) {
        running.remove(fault);
        try {
            fault.deed().end().run();
        } catch (RuntimeException e) {
            note(fault.step(), "-not-ended", e);
            healAfterFailure(fault.step());
        }
        over(fault.step(), fault.log());
    }

    /** What was begun by half must not keep others from being begun. */
    private void healAfterFailure(Step step) {
        if (step.kind().touches().contains(Part.MEMBERS)) {
            try {
                cluster.healMembers();
            } catch (RuntimeException e) {
                note(step, "-not-healed", e);
            }
        }
    }

    /** A member that was hurt takes its time; a line is good at once. */
    private void over(Step step, FaultLog log) {
        if (step.kind().touches().contains(Part.MEMBERS)) {
            healing.add(log);
        } else {
            log.over();
        }
    }

    private void noteHealth() {
        boolean hurt =
                running.stream().anyMatch(each -> each.step().kind().touches().contains(Part.MEMBERS));
        if (!healing.isEmpty() && !hurt && cluster.isHealthy()) {
            healing.forEach(FaultLog::over);
            healing.clear();
        }
    }

    private void note(Step step, String suffix, Exception why) {
        String name = step.kind().words() + suffix;
        notApplied.add(name + ", " + step.fault() + ": " + why.getMessage());
        recorder.fault(name, List.of(String.valueOf(why.getMessage())), Reach.MAJORITY)
                .over();
    }

    private void putRight() {
        try {
            List<Running> last = new ArrayList<>(running);
            Collections.reverse(last);
            last.forEach(this::end);
            cluster.heal();
            cluster.awaitHealthy(HEALTHY_AFTER);
            healing.forEach(FaultLog::over);
        } catch (RuntimeException e) {
            if (failure == null) {
                failure = e;
            }
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
