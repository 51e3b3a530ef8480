package dev.tercet.conformance.faults.run;

import static dev.tercet.conformance.faults.nemesis.FaultKind.COMPACT;
import static dev.tercet.conformance.faults.nemesis.FaultKind.CUT;
import static dev.tercet.conformance.faults.nemesis.FaultKind.DELAY;
import static dev.tercet.conformance.faults.nemesis.FaultKind.EXPIRE_TOKENS;
import static dev.tercet.conformance.faults.nemesis.FaultKind.KILL;
import static dev.tercet.conformance.faults.nemesis.FaultKind.KILL_ALL;
import static dev.tercet.conformance.faults.nemesis.FaultKind.PARTITION_PAIR;
import static dev.tercet.conformance.faults.nemesis.FaultKind.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.nemesis.FaultKind;
import dev.tercet.conformance.faults.nemesis.Schedule;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run in which its own faults never came is not taken for one that found nothing. */
class TriedTest {
    private static Tried tried(Set<FaultKind> planned, Set<FaultKind> applied) {
        return new Tried(Set.of(), planned, applied);
    }

    @Test
    void whatAScenarioIsAboutHasToCome() {
        assertThat(tried(Set.of(REPLACE), Set.of(REPLACE)).lacks(Set.of(REPLACE)))
                .isEmpty();
        assertThat(tried(Set.of(REPLACE, KILL), Set.of(KILL)).lacks(Set.of(REPLACE)))
                .containsExactly("NOT TRIED: replace, which this scenario is about");
        // That it was never to come is no better.
        assertThat(Tried.NOTHING.lacks(Set.of(EXPIRE_TOKENS)))
                .containsExactly("NOT TRIED: expire-tokens, which this scenario is about");
    }

    @Test
    void inOneRoundOfSeveralIsEnough() {
        Tried without = tried(Set.of(REPLACE, KILL), Set.of(KILL));
        Tried with = tried(Set.of(REPLACE), Set.of(REPLACE));
        assertThat(without.and(with).lacks(Set.of(REPLACE))).isEmpty();
        assertThat(Tried.NOTHING.and(without).and(without).lacks(Set.of(REPLACE)))
                .hasSize(1);
    }

    @Test
    void ofWhatWasPlannedSomeHasToCome() {
        assertThat(tried(Set.of(CUT, DELAY, COMPACT), Set.of(DELAY, COMPACT)).lacks(Set.of()))
                .isEmpty();
        // What hits everything at once has not shown what a spoilt line does.
        assertThat(tried(Set.of(CUT, DELAY, COMPACT, KILL_ALL), Set.of(COMPACT, KILL_ALL))
                        .lacks(Set.of()))
                .containsExactly("NOT TRIED: any of [cut, delay], of which none could be brought about");
        assertThat(Tried.NOTHING.lacks(Set.of())).isEmpty();
    }

    @Test
    void aMachineWithoutPartitionsIsToldOf() {
        Set<FaultKind> possible = EnumSet.complementOf(EnumSet.of(PARTITION_PAIR));
        Schedule none = Schedule.of(1, Duration.ofSeconds(1), Set.of(), Duration.ofSeconds(1));
        Tried tried = Tried.of(Set.of(KILL, PARTITION_PAIR), possible, none, Set.of("kill"));
        assertThat(tried).isEqualTo(new Tried(Set.of(PARTITION_PAIR), Set.of(), Set.of(KILL)));
        assertThat(tried.lacks(Set.of(KILL))).singleElement().asString().startsWith(Tried.NO_PARTITIONS);
        assertThat(Tried.of(Set.of(KILL), possible, none, Set.of("kill")).lacks(Set.of()))
                .isEmpty();
    }
}
