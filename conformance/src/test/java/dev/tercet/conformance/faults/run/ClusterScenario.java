package dev.tercet.conformance.faults.run;

import dev.tercet.conformance.faults.check.Checks;
import dev.tercet.conformance.faults.check.Settings;
import dev.tercet.conformance.faults.check.Violation;
import dev.tercet.conformance.faults.cluster.ClusterSettings;
import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.conformance.faults.nemesis.FaultKind;
import dev.tercet.conformance.faults.nemesis.Nemesis;
import dev.tercet.conformance.faults.nemesis.Schedule;
import dev.tercet.conformance.faults.report.Report;
import dev.tercet.conformance.faults.work.Clients;
import dev.tercet.conformance.faults.work.Stage;
import dev.tercet.conformance.faults.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clients at work on three members of etcd while faults come and go. A long run is several rounds, each with members of its own: what
 * was recorded has to fit into memory, and an order of calls has to be found.
 *
 * @param work what clients do
 * @param kinds which faults come, as far as the machine allows them
 * @param gap from one fault to the next, on average
 * @param logins whether clients have to log in
 */
record ClusterScenario(
        String name, String says, Set<Work.Kind> work, Set<FaultKind> kinds, Duration gap, boolean logins)
        implements Scenario {
    private static final Duration ROUND = Duration.ofSeconds(75);

    /** What starting, getting well and checking take. */
    private static final Duration AROUND = Duration.ofSeconds(12);

    private static final Duration LEAST = Duration.ofSeconds(8);

    @Override
    public Findings run(Plan plan) throws Exception {
        long end = System.nanoTime() + plan.time().toNanos();
        int rounds = (int) Math.max(1, Math.round((double) plan.time().toMillis() / ROUND.toMillis()));
        Map<String, Long> counts = new LinkedHashMap<>();
        List<String> violations = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            Duration rage = left.dividedBy(rounds - round + 1L).minus(AROUND);
            Path folder = rounds == 1
                    ? plan.folder()
                    : Files.createDirectories(plan.folder().resolve("round-" + round));
            // The first round has the seed of all, so that a run of one round is the first of a longer one.
            Findings found =
                    round(plan.seed() + round - 1, rage.compareTo(LEAST) < 0 ? LEAST : rage, plan.version(), folder);
            found.counts()
                    .forEach((name, count) ->
                            counts.merge(name, count, name.endsWith(" in ms") ? Math::max : Long::sum));
            String where = rounds == 1 ? "" : "round " + round + ": ";
            found.violations().forEach(each -> violations.add(where + each));
        }
        return new Findings(counts, violations);
    }

    private Findings round(long seed, Duration rage, String version, Path folder) throws Exception {
        ClusterSettings settings = logins ? ClusterSettings.of(version).withLogins() : ClusterSettings.of(version);
        Recorder recorder = new Recorder();
        Stage stage = new Stage(recorder, seed);
        try (FaultCluster cluster = FaultCluster.start(settings);
                Clients clients = new Clients(cluster);
                Work doing = new Work(stage, clients)) {
            Set<FaultKind> possible = EnumSet.copyOf(kinds);
            possible.retainAll(FaultKind.possibleOn(cluster));
            Schedule schedule = Schedule.of(seed, rage, possible, gap);
            doing.begin(work);
            Nemesis nemesis = Nemesis.start(cluster, schedule, recorder);
            try (nemesis) {
                nemesis.awaitEnd();
            }
            doing.end();
            Files.writeString(
                    folder.resolve("schedule.txt"),
                    schedule + "\nnot applied:\n" + String.join("\n", nemesis.notApplied()));
            String title =
                    name + ", seed " + seed + ", etcd " + cluster.version() + ", partitions by " + cluster.partitions();
            // Times that were noted on a busy machine are as late as its threads.
            Settings strictness = Settings.DEFAULT
                    .withSlack(Settings.DEFAULT.slack().plus(doing.longestStall()))
                    .withCallsEnd(Work.LONGEST_CALL);
            Findings findings = findings(recorder.history(), stage, strictness, title, folder);
            findings.counts().put("faults", nemesis.applied());
            findings.counts().put("slowest recovery in ms", doing.slowestRecovery());
            findings.counts().put("longest stall in ms", doing.longestStall().toMillis());
            return findings;
        }
    }

    /** Checks, and writes the report. */
    private static Findings findings(History history, Stage stage, Settings settings, String title, Path folder)
            throws IOException {
        List<Violation> all = new ArrayList<>();
        stage.violations().forEach(each -> all.add(new Violation("work", each, List.of(), Operation.NEVER)));
        stage.undecided()
                .forEach(each -> all.add(new Violation(Violation.UNDECIDED, each, List.of(), Operation.NEVER)));
        all.addAll(Checks.of(history, settings.withWatchesReach(history.log().upTo())));
        Report.write(folder, "report", title, history, all);
        Map<String, Long> counts = new LinkedHashMap<>(Report.counts(history));
        List<String> violations = all.stream()
                .filter(each -> !each.rule().equals(Violation.UNDECIDED))
                .map(Violation::toString)
                .toList();
        counts.put("undecided", (long) all.size() - violations.size());
        return new Findings(counts, violations);
    }
}
