package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.conformance.faults.run.Plan;
import dev.tercet.conformance.faults.run.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Programmes against the embedded etcd, one seed after the other until the time is over: each is a simulation of its own, of one
 * thread and with a clock that nobody waits for. A few run side by side, one for each processor.
 */
public final class EmbeddedScenario implements Scenario {
    /** A simulation takes milliseconds: one that takes so much longer hangs. */
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

    /** Of who logs in: to be found in nothing that a run leaves. */
    public static final String PASSWORD = "simulated-s3same";

    /** What has one programme again, or a part of it; then comes which. */
    static final String COMMAND = "./faults --scenario embedded --case ";

    /** A little of a run is chance, which order of things that are due at once for one. */
    private static final int AGAIN = 20;

    private final Supplier<Doubles> doubles;
    private final int mostViolations;
    private final long reducing;

    /** The client as it is. */
    public EmbeddedScenario() {
        this(() -> Doubles.NONE, 5, TimeUnit.SECONDS.toNanos(20));
    }

    /**
     * Another client.
     *
     * @param doubles makes what is worse about it, anew for each programme
     * @param mostViolations after how many it has seen enough
     * @param reducing how long a programme may be reduced, in nanoseconds
     */
    EmbeddedScenario(Supplier<Doubles> doubles, int mostViolations, long reducing) {
        this.doubles = doubles;
        this.mostViolations = mostViolations;
        this.reducing = reducing;
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public String says() {
        return "random programmes of keys, watches, leases and locks on the embedded etcd, with its faults and a clock that is moved";
    }

    @Override
    public Findings run(Plan plan) throws InterruptedException {
        return run(plan.seed(), Long.MAX_VALUE, plan.time().toNanos());
    }

    /** One programme, or the steps of it that are named, as findings name them; a few times over. */
    @Override
    public Findings again(String one, Plan plan) {
        return again(one);
    }

    Findings again(String one) {
        Programme programme = Programme.ofCase(one);
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < AGAIN; i++) {
            Play.Outcome outcome = Play.play(programme, doubles.get());
            counts.merge("times played", 1L, Long::sum);
            outcome.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            if (!outcome.violations().isEmpty()) {
                return new Findings(counts, List.of(String.join("\n", outcome.violations()) + "\nin " + programme));
            }
        }
        return new Findings(counts, List.of());
    }

    /** The same with so many seeds at most. */
    Findings run(long seed, long seeds, long nanos) throws InterruptedException {
        Run run = new Run(seed, seeds, System.nanoTime() + nanos);
        List<Worker> workers = new ArrayList<>();
        for (int i = Runtime.getRuntime().availableProcessors(); i > 0; i--) {
            Worker worker = new Worker(run);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        for (Worker worker : workers) {
            while (worker.isAlive()) {
                worker.join(100);
                if (worker.isAlive() && worker.isStuck()) {
                    run.found(worker.told());
                    break;
                }
            }
        }
        return run.findings();
    }

    /** What all work at together. */
    private final class Run {
        private final AtomicLong next;
        private final long last;
        private final long until;
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();

        Run(long seed, long seeds, long until) {
            this.next = new AtomicLong(seed);
            this.last = seeds == Long.MAX_VALUE ? Long.MAX_VALUE : seed + seeds;
            this.until = until;
            List.of("seeds", "operations", "faults", "unknown outcomes").forEach(name -> counts.put(name, 0L));
        }

        /** The next seed, unless it is enough. */
        long take() {
            long seed = next.getAndIncrement();
            boolean enough = seed >= last || System.nanoTime() > until;
            synchronized (this) {
                return enough || violations.size() >= mostViolations ? -1 : seed;
            }
        }

        void done(Programme programme, Play.Outcome outcome) {
            synchronized (this) {
                counts.merge("seeds", 1L, Long::sum);
                outcome.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
            if (!outcome.violations().isEmpty()) {
                found(Reduction.of(programme, outcome.violations(), doubles, reducing));
            }
        }

        synchronized void found(String violation) {
            violations.add(violation);
        }

        synchronized Findings findings() {
            return new Findings(new LinkedHashMap<>(counts), List.copyOf(violations));
        }
    }

    /** Plays one after the other. */
    private final class Worker extends Thread {
        private final Run run;
        private volatile long seed;
        private volatile long since = System.nanoTime();

        Worker(Run run) {
            super("simulation");
            this.run = run;
        }

        @Override
        public void run() {
            for (long next = run.take(); next >= 0; next = run.take()) {
                seed = next;
                since = System.nanoTime();
                Programme programme = Programme.of(next);
                run.done(programme, Play.play(programme, doubles.get()));
            }
        }

        boolean isStuck() {
            return System.nanoTime() - since > LIMIT + reducing;
        }

        String told() {
            return "hang: " + Programme.of(seed) + "\nis at " + List.of(getStackTrace()) + "\nagain: " + COMMAND + seed;
        }
    }
}
