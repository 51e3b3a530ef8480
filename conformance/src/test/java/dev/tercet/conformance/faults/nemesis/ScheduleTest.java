package dev.tercet.conformance.faults.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final Duration GAP = Duration.ofMillis(500);
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    private static Schedule schedule(long seed) {
        return Schedule.of(seed, LENGTH, ALL, GAP);
    }

    @Test
    void theSameSeedGivesTheSameSchedule() {
        assertThat(schedule(7).toString()).isEqualTo(schedule(7).toString());
        assertThat(schedule(7).toString()).isNotEqualTo(schedule(8).toString());
    }

    @Test
    void everyKindComes() {
        Set<FaultKind> kinds = schedule(1).steps().stream().map(Step::kind).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(ALL);
    }

    @Test
    void whatTouchesTheSameNeverOverlaps() {
        for (long seed = 0; seed < 3; seed++) {
            List<Step> steps = schedule(seed).steps();
            for (int i = 0; i < steps.size(); i++) {
                Step one = steps.get(i);
                for (Step later : steps.subList(i + 1, steps.size())) {
                    boolean apart = Collections.disjoint(
                            one.kind().touches(), later.kind().touches());
                    assertThat(apart || later.at().compareTo(one.until()) >= 0)
                            .as("seed %d: %s; %s", seed, one, later)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void allIsOverInTimeAndFaultsDoOverlap() {
        List<Step> steps = schedule(3).steps();
        assertThat(steps).allMatch(step -> step.until().compareTo(LENGTH) <= 0);
        assertThat(steps).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        boolean overlap = false;
        for (int i = 1; i < steps.size(); i++) {
            overlap |= steps.get(i).at().compareTo(steps.get(i - 1).until()) < 0;
        }
        assertThat(overlap).isTrue();
    }

    @Test
    void nobodyIsLeftWithoutAMajorityForLongerThanIsSaid() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(schedule(seed).steps())
                    .filteredOn(step -> step.kind().touches().containsAll(Set.of(Part.values())))
                    .isNotEmpty()
                    .allMatch(step -> step.lasts().compareTo(Nemesis.WITHOUT_MAJORITY) <= 0);
        }
    }

    @Test
    void whatIsToComeFirstComesHoweverLittleTimeThereIs() {
        for (long seed = 0; seed < 50; seed++) {
            Schedule schedule = Schedule.of(seed, Duration.ofSeconds(8), ALL, Set.of(FaultKind.EXPIRE_TOKENS), GAP);
            assertThat(schedule.steps().get(0).kind()).isEqualTo(FaultKind.EXPIRE_TOKENS);
        }
    }

    @Test
    void withFewerFaultsTheOthersStayWhatTheyAre() {
        Schedule whole = schedule(5);
        assertThat(whole.steps())
                .extracting(Step::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, whole.steps().size()).boxed().toList());
        Schedule some = whole.only(Set.of(2, 7, 1_000_000));
        assertThat(some.steps())
                .containsExactly(whole.steps().get(1), whole.steps().get(6));
        assertThat(some.length()).isGreaterThan(whole.steps().get(6).until()).isLessThan(LENGTH);
        Schedule none = whole.only(Set.of());
        assertThat(none.steps()).isEmpty();
        assertThat(none.length()).isEqualTo(LENGTH);
        Set<Integer> all = whole.steps().stream().map(Step::number).collect(Collectors.toSet());
        assertThat(whole.only(all).steps()).isEqualTo(whole.steps());
    }

    @Test
    void withNothingToDoNothingIsDone() {
        assertThat(Schedule.of(1, LENGTH, Set.of(), GAP).steps()).isEmpty();
    }
}
