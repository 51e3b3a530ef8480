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
import dev.tercet.conformance.faults.nemesis.Step;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Three new members, clients at work on them, faults that come and go, and a look at what was recorded.
 *
 * @param length how long it takes, with all that belongs to it
 */
record Round(ClusterScenario scenario, long seed, Duration length, String version) implements Replays.Case {
    /** What is said of a round in which too little was done to mean anything. */
    static final String NOTHING = "nothing happened";

    /** What is said of a round that something else than the client has ended. */
    static final String NOT_FINISHED = "not finished";

    /** What is counted of each kind of work. */
    private static final Map<Work.Kind, List<String>> SIGNS = Map.of(
            Work.Kind.REGISTERS, List.of("reads", "compare-and-swaps", "transactions"),
            Work.Kind.WATCHES, List.of("watches", "watched changes"),
            Work.Kind.LEASES, List.of("leases"),
            Work.Kind.LOCKS, List.of("lock requests", "locks held"),
            // Whether any of them is lost is the faults' to say.
            Work.Kind.BRIEF, List.of());

    /**
     * What came of it.
     *
     * @param schedule what was to befall the members
     * @param notApplied what of it could not be, and why
     * @param tried which kinds of faults there were
     */
    record Played(
            String title,
            Schedule schedule,
            List<String> notApplied,
            Tried tried,
            History history,
            Map<String, Long> counts,
            List<Violation> found) {
        /** Leaves all of it in a folder. */
        void write(Path folder) throws IOException {
            String missed = notApplied.isEmpty() ? " none" : "\n  " + String.join("\n  ", notApplied);
            Files.writeString(folder.resolve(Leaves.SCHEDULE), schedule + "\nnot applied:" + missed + "\n");
            Report.write(folder, Leaves.REPORT, title, counts, history, found);
        }
    }

    @Override
    public Played play(UnaryOperator<Schedule> changes) throws InterruptedException {
        ClusterSettings settings = ClusterSettings.of(version);
        Recorder recorder = new Recorder();
        Stage stage = new Stage(recorder, seed);
        try (FaultCluster cluster = FaultCluster.start(scenario.logins() ? settings.withLogins() : settings);
                Clients clients = new Clients(cluster);
                Work doing = new Work(stage, clients)) {
            recorder.members(cluster.names());
            Set<FaultKind> possible = FaultKind.possibleOn(cluster);
            Schedule whole = schedule(possible);
            Schedule schedule = changes.apply(whole);
            // Whoever wants none is to have none.
            boolean calm = schedule.steps().isEmpty() && !whole.steps().isEmpty();
            List<Violation> found = new ArrayList<>();
            doing.begin(scenario.work());
            Nemesis nemesis = Nemesis.start(cluster, schedule, recorder);
            boolean finished = false;
            try {
                try (nemesis) {
                    nemesis.awaitEnd();
                }
                doing.end();
                finished = true;
            } catch (RuntimeException | Error e) {
                // What was told until then is not lost with it.
                found.add(new Violation(NOT_FINISHED, Trace.of(e), List.of(), recorder.now()));
            }
            stage.violations().forEach(each -> found.add(new Violation("work", each, List.of(), Operation.NEVER)));
            stage.undecided()
                    .forEach(each -> found.add(new Violation(Violation.UNDECIDED, each, List.of(), Operation.NEVER)));
            History history = recorder.history();
            Map<String, Long> counts = counts(history, nemesis, doing);
            if (finished) {
                found.addAll(Checks.of(history, strictness(doing, history)));
                found.addAll(missed(counts, calm));
            }
            Tried tried = Tried.of(
                    scenario.kinds(), possible, schedule, nemesis.counts().keySet());
            return new Played(
                    title(cluster, again(schedule, whole)),
                    schedule,
                    nemesis.notApplied(),
                    tried,
                    history,
                    counts,
                    found);
        }
    }

    private String title(FaultCluster cluster, String again) {
        return scenario.name() + ", seed " + seed + ", etcd " + cluster.version() + ", partitions by "
                + cluster.partitions() + ", again by " + again;
    }

    private static Settings strictness(Work doing, History history) {
        // Times that were noted on a busy machine are as late as its threads.
        return Settings.DEFAULT
                .withSlack(Settings.DEFAULT.slack().plus(doing.longestStall()))
                .withCallsEnd(Work.LONGEST_CALL)
                .withWatchesReach(history.log().upTo());
    }

    private static Map<String, Long> counts(History history, Nemesis nemesis, Work doing) {
        Map<String, Long> counts = new LinkedHashMap<>(Report.counts(history));
        counts.put("faults", nemesis.applied());
        counts.put("faults not applied", nemesis.missed());
        counts.put("slowest recovery in ms", doing.slowestRecovery());
        counts.put("longest stall in ms", doing.longestStall().toMillis());
        return counts;
    }

    /** What has to have been there for its checks to mean anything. */
    private List<Violation> missed(Map<String, Long> counts, boolean calm) {
        List<String> wanted = new ArrayList<>(List.of("operations", "answered"));
        if (!calm) {
            wanted.add("faults");
        }
        scenario.work().forEach(kind -> wanted.addAll(SIGNS.get(kind)));
        return wanted.stream()
                .filter(sign -> counts.getOrDefault(sign, 0L) == 0)
                .map(sign -> new Violation(NOTHING, "the count of " + sign + " is 0", List.of(), Operation.NEVER))
                .toList();
    }

    /** Which faults come when, if it is possible to bring these about. */
    Schedule schedule(Set<FaultKind> possible) {
        Set<FaultKind> kinds = EnumSet.copyOf(scenario.kinds());
        kinds.retainAll(possible);
        return Schedule.of(seed, ClusterScenario.rage(length), kinds, scenario.first(), scenario.gap());
    }

    private String again(Schedule played, Schedule whole) {
        return played.steps().equals(whole.steps())
                ? again()
                : again(played.steps().stream().map(Step::number).toList());
    }

    @Override
    public String again() {
        return Again.seed(scenario.name(), Optional.of(version), length, seed);
    }

    @Override
    public String again(List<Integer> numbers) {
        return Again.one(scenario.name(), Optional.of(version), length, FaultSet.name(seed, numbers));
    }
}
