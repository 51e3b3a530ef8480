package dev.tercet.conformance.faults.run;

import dev.tercet.conformance.faults.nemesis.FaultKind;
import dev.tercet.conformance.faults.work.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Clients at work on three members of etcd while faults come and go. A long run is several rounds, each with members of its own: what
 * was recorded has to fit into memory, and an order of calls has to be found.
 *
 * @param work what clients do
 * @param kinds which faults come, as far as the machine allows them
 * @param first which of them come first, and without which a run has tried nothing
 * @param gap from one fault to the next, on average
 * @param logins whether clients have to log in
 */
record ClusterScenario(
        String name,
        String says,
        Set<Work.Kind> work,
        Set<FaultKind> kinds,
        Set<FaultKind> first,
        Duration gap,
        boolean logins)
        implements Scenario {
    private static final Duration ROUND = Duration.ofSeconds(75);

    /** What starting, getting well and checking take. */
    private static final Duration AROUND = Duration.ofSeconds(12);

    private static final Duration LEAST = Duration.ofSeconds(8);

    /** How long the faults of a round that went wrong are made fewer. */
    private static final Duration REDUCING = Duration.ofMinutes(10);

    @Override
    public Findings run(Plan plan) throws Exception {
        return run(plan, FaultSet.all(plan.seed()), REDUCING);
    }

    @Override
    public Findings again(String one, Plan plan) throws Exception {
        FaultSet faults = FaultSet.of(one);
        return run(new Plan(faults.seed(), plan.time(), plan.version(), plan.folder()), faults, REDUCING);
    }

    /** Runs, and does not look for what a violation takes. */
    Findings once(Plan plan) throws Exception {
        return run(plan, FaultSet.all(plan.seed()), Duration.ZERO);
    }

    /** @param reducing how long it may take, on top of the plan's time, to find out which faults a violation takes */
    private Findings run(Plan plan, FaultSet faults, Duration reducing) throws Exception {
        long end = System.nanoTime() + plan.time().toNanos();
        int rounds = (int) Math.max(1, Math.round((double) plan.time().toMillis() / ROUND.toMillis()));
        Duration each = Duration.ofSeconds(plan.time().toSeconds() / rounds);
        Rounds all = new Rounds();
        for (int number = 1; number <= rounds; number++) {
            // All are of one length, whatever time those before took: a round follows from its seed.
            if (number > 1 && end - System.nanoTime() < each.toNanos() / 2) {
                break;
            }
            // The first round has the seed of all, so that any round alone is a run of one. Of a case, all are the
            // same.
            long seed = faults.numbers().isPresent() ? faults.seed() : plan.seed() + number - 1;
            Round round = new Round(this, seed, each, plan.version());
            Path folder = rounds == 1 ? plan.folder() : Leaves.round(plan.folder(), number);
            String again = faults.numbers()
                    .map(some -> round.again(some.stream().sorted().toList()))
                    .orElseGet(round::again);
            String where = rounds == 1 ? "" : "round " + number + ", again by " + again + ": ";
            all.add(where, round, faults::of, folder);
        }
        if (faults.numbers().isEmpty()) {
            // Of a case, those come that are asked for.
            all.demand(first);
        }
        if (!reducing.isZero()) {
            all.reduce(reducing, plan.folder());
        }
        return all.findings();
    }

    /** How long faults come in a round that takes so long. */
    static Duration rage(Duration round) {
        // In whole seconds, for the little that is lost where times are written down.
        Duration rage = Duration.ofSeconds(Math.round(round.toMillis() / 1e3)).minus(AROUND);
        return rage.compareTo(LEAST) < 0 ? LEAST : rage;
    }
}
