package dev.tercet.conformance.faults.run;

import static dev.tercet.conformance.faults.nemesis.FaultKind.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.nemesis.FaultKind;
import dev.tercet.conformance.faults.nemesis.Schedule;
import dev.tercet.conformance.faults.nemesis.Step;
import dev.tercet.conformance.faults.work.Work;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What befalls clients in a run, as far as it is known before. */
class ScenariosTest {
    @Test
    void mixedIsEverything() {
        assertThat(Scenarios.MIXED.kinds()).isEqualTo(EnumSet.allOf(FaultKind.class));
        assertThat(Scenarios.MIXED.work()).isEqualTo(EnumSet.allOf(Work.Kind.class));
        assertThat(Scenarios.MIXED.logins()).as("tokens take logins").isTrue();
    }

    @Test
    void whoTriesTokensHasLogins() {
        assertThat(onClusters())
                .filteredOn(each -> each.kinds().contains(EXPIRE_TOKENS))
                .isNotEmpty()
                .allMatch(ClusterScenario::logins);
        assertThat(onClusters()).allMatch(each -> each.kinds().containsAll(each.first()));
    }

    @Test
    void aRunOfItsUsualLengthMeetsWhatItsScenariosAreAbout() {
        Duration turn = Turn.of(Wanted.of(List.of(), Scenarios.names())).get(0).time();
        for (long seed = 0; seed < 50; seed++) {
            assertThat(kinds("tokens", seed, turn)).contains(EXPIRE_TOKENS, REVOKE_TOKENS);
            assertThat(kinds("members", seed, turn)).contains(REPLACE);
            assertThat(kinds("connections", seed, turn)).hasSizeGreaterThan(6);
        }
        // Every kind of all that there are, in the two turns of each.
        Set<FaultKind> met = new HashSet<>();
        onClusters().forEach(each -> met.addAll(kinds(each.name(), 1, turn)));
        assertThat(met).isEqualTo(EnumSet.allOf(FaultKind.class));
    }

    @Test
    void theShortRunMeetsEverything() {
        assertThat(kinds("mixed", FaultsTest.SEED, FaultsTest.SHORT)).isEqualTo(EnumSet.allOf(FaultKind.class));
    }

    @Test
    void anHourOfMixedMeetsEverything() {
        Set<FaultKind> met = new HashSet<>();
        LongStream.range(0, 8).forEach(seed -> met.addAll(kinds("mixed", seed, Duration.ofSeconds(75))));
        assertThat(met).isEqualTo(EnumSet.allOf(FaultKind.class));
    }

    private static List<ClusterScenario> onClusters() {
        return Scenarios.ON_CLUSTERS.stream().map(ClusterScenario.class::cast).toList();
    }

    private static Set<FaultKind> kinds(String scenario, long seed, Duration turn) {
        ClusterScenario wanted = onClusters().stream()
                .filter(each -> each.name().equals(scenario))
                .findFirst()
                .orElseThrow();
        Round round = new Round(wanted, seed, turn, "newest");
        Schedule schedule = round.schedule(EnumSet.allOf(FaultKind.class));
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        schedule.steps().stream().map(Step::kind).forEach(kinds::add);
        return kinds;
    }
}
