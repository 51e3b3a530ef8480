package dev.tercet.conformance.faults.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.Targets;
import dev.tercet.conformance.faults.cluster.ClusterSettings;
import dev.tercet.conformance.faults.cluster.FaultCluster;
import dev.tercet.conformance.faults.cluster.Soon;
import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Many faults, one after another and at once, leave a cluster that is well. */
class NemesisTest {
    private static final Duration GAP = Duration.ofMillis(300);

    /** Those whose like is not among them, and that take little time. */
    private static final Set<FaultKind> SHORT = EnumSet.of(
            FaultKind.KILL,
            FaultKind.PAUSE,
            FaultKind.MOVE_LEADER,
            FaultKind.PAUSE_ALL,
            FaultKind.CUT_ALL,
            FaultKind.REFUSE,
            FaultKind.COMPACT,
            FaultKind.DEFRAGMENT);

    private static FaultCluster start(ClusterSettings settings) {
        Assumptions.assumeFalse(Targets.versions().isEmpty(), "real etcds are not wanted");
        return WhenUnavailable.fromEnvironment().obtain(() -> FaultCluster.start(settings));
    }

    @Test
    void whatIsDoneIsRecordedAndUndone() {
        try (FaultCluster cluster = start(ClusterSettings.of("newest"))) {
            boolean lots = Boolean.getBoolean("tercet.long");
            Schedule schedule = Schedule.of(
                    20261122, Duration.ofSeconds(lots ? 120 : 6), lots ? FaultKind.possibleOn(cluster) : SHORT, GAP);
            Recorder recorder = new Recorder();
            Nemesis nemesis = Nemesis.start(cluster, schedule, recorder);
            try (nemesis) {
                nemesis.awaitEnd();
            }
            assertThat(cluster.isHealthy()).isTrue();
            List<FaultSpan> spans = recorder.history().faults();
            assertThat(nemesis.applied() + nemesis.notApplied().size())
                    .as("%s%s", schedule, nemesis.notApplied())
                    .isGreaterThanOrEqualTo(schedule.steps().size());
            assertThat(nemesis.applied()).isGreaterThan(nemesis.notApplied().size());
            assertThat(spans).hasSizeGreaterThanOrEqualTo(schedule.steps().size());
            assertThat(spans).noneMatch(span -> span.ended() == Operation.NEVER);
            assertThat(spans).extracting(FaultSpan::name).hasSizeGreaterThan(3);
        }
    }

    @Test
    void whoIsToldToStopLeavesNothingBehind() {
        try (FaultCluster cluster = start(ClusterSettings.of("newest"))) {
            Recorder recorder = new Recorder();
            // Each would go on for longer than anybody waits here.
            List<Step> steps = List.of(
                    new Step(1, Duration.ZERO, Duration.ofHours(1), FaultKind.PAUSE, new Pause(Target.LEADER)),
                    new Step(
                            2,
                            Duration.ZERO,
                            Duration.ofHours(1),
                            FaultKind.BLACK_HOLE,
                            new SpoilLine(Target.member(1), proxy -> proxy.blackHole())));
            Nemesis nemesis = Nemesis.start(cluster, new Schedule(0, Duration.ofHours(1), steps), recorder);
            try (nemesis) {
                assertThat(Soon.within(Duration.ofSeconds(20), () -> nemesis.applied() == 2))
                        .isTrue();
                assertThat(cluster.isHealthy()).isFalse();
                assertThat(Page.get(cluster.endpoints().get(1) + "/health")).isEmpty();
            }
            assertThat(cluster.isHealthy()).isTrue();
            assertThat(Page.get(cluster.endpoints().get(1) + "/health")).isPresent();
            assertThat(recorder.history().faults()).hasSize(2).noneMatch(span -> span.ended() == Operation.NEVER);
        }
    }
}
