package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.FaultSpan.Reach;
import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A put to m1 takes from second 100 to 104, and nobody knows its end; three members say how they are, twice in a second. */
class ExcusesTest {
    private static final long SECOND = 1_000_000_000;

    private final List<Glance> glances = new ArrayList<>();
    private final List<Operation> others = new ArrayList<>();
    private Settings settings = Settings.DEFAULT;

    ExcusesTest() {
        for (int member = 0; member < 3; member++) {
            int index = member;
            LongStream.range(0, 400)
                    .mapToObj(half -> new Glance(index, half * SECOND / 2, half * SECOND / 2 + 1, true, 2, 0))
                    .forEach(glances::add);
        }
    }

    private static FaultSpan fault(String name, String where, int began, int ended) {
        return new FaultSpan(name, List.of(where), began * SECOND, ended * SECOND, Reach.MAJORITY);
    }

    private static Operation put(long id, double began, double ended, End end) {
        return new Operation(
                id,
                "a",
                (long) (began * SECOND),
                (long) (ended * SECOND),
                Told.history("a 0-9 put k v" + id + " => ?").get(0).act(),
                end);
    }

    private boolean isExcused(String code, FaultSpan... faults) {
        List<Operation> all = new ArrayList<>(others);
        all.add(put(1, 100, 104, new End.Unknown(code, "who knows", true, "m1")));
        History history = new History(
                        all, List.of(), List.of(), List.of(), List.of(faults), RevisionLog.NONE, 200 * SECOND)
                .withGlances(glances);
        List<Violation> violations = OutcomeCheck.of(history, settings);
        assertThat(violations)
                .allMatch(each -> each.rule().equals("outcome") && each.says().contains(" at m1"));
        return violations.isEmpty();
    }

    private boolean isExcused(FaultSpan... faults) {
        return isExcused("UNAVAILABLE", faults);
    }

    @Test
    void aLineIsNoExcuseForAnother() {
        assertThat(isExcused()).isFalse();
        assertThat(isExcused(fault("unheard", "m2", 99, 103))).isFalse();
        assertThat(isExcused(fault("unheard", "m2 (leader)", 99, 103))).isFalse();
        assertThat(isExcused(fault("unheard", "m1", 99, 103))).isTrue();
        assertThat(isExcused(fault("unheard", "m1 (leader)", 99, 103))).isTrue();
        // One that is dead and that nobody has noted.
        assertThat(isExcused(fault("unheard", "m1", 70, 81))).isTrue();
        assertThat(isExcused(fault("unheard", "m1", 70, 79))).isFalse();
        assertThat(isExcused(fault("revoke-tokens", "all clients", 90, 90))).isTrue();
    }

    @Test
    void whatBefellAnotherMemberIsOneUntilAllIsWell() {
        assertThat(isExcused(fault("kill", "m2", 90, 96))).isTrue();
        assertThat(isExcused(fault("kill", "m2", 90, 94))).isFalse();
        assertThat(isExcused(fault("kill", "m1", 90, 94))).isTrue();
        assertThat(isExcused(fault("kill-not-applied", "nobody leads", 99, 99))).isFalse();
        assertThat(isExcused(fault("pause-not-ended", "it is gone", 90, 90))).isTrue();
    }

    @Test
    void aMemberThatIsNotWellIsOne() {
        glances.removeIf(glance -> glance.member() == 2 && glance.asked() / SECOND == 97);
        assertThat(isExcused()).isTrue();
    }

    @Test
    void whereThreadsComeLateEveryFaultIsOne() {
        settings = settings.withSlack(Duration.ofSeconds(3));
        assertThat(isExcused(fault("unheard", "m2", 82, 83))).isTrue();
        assertThat(isExcused()).isFalse();
    }

    @Test
    void compactionIsNone() {
        assertThat(isExcused(fault("compact", "m1", 99, 101))).isFalse();
    }

    @Test
    void whoIsPassedOverHasNone() {
        assertThat(isExcused("TIMEOUT")).isTrue();
        for (int i = 0; i < 10; i++) {
            others.add(put(10 + i, 101.6, 102.4, End.Returned.wrote(10 + i)));
        }
        assertThat(isExcused("TIMEOUT")).isFalse();
        assertThat(isExcused("CANCELLED")).isTrue();
        assertThat(isExcused("TIMEOUT", fault("delay", "m1", 99, 101))).isTrue();
        glances.removeIf(glance -> glance.member() == 1 && glance.asked() / SECOND == 101);
        assertThat(isExcused("TIMEOUT")).as("it said itself to be slow").isTrue();
    }

    @Test
    void whoWasServedBeforeProvesNothing() {
        for (int i = 0; i < 10; i++) {
            others.add(put(10 + i, 100.5, 102.4, End.Returned.wrote(10 + i)));
            others.add(put(20 + i, 101.6, 103.4, End.Returned.wrote(20 + i)));
        }
        assertThat(isExcused("TIMEOUT")).isTrue();
    }

    @Test
    void theMemberIsTheOneOfTheEndpoint() {
        UnavailableException failure = new UnavailableException(
                new Details(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN, "cut", "Put", "http://a:1", null));
        assertThat(End.failed(failure, Map.of("http://a:1", "m1")))
                .isEqualTo(new End.Unknown("UNAVAILABLE", "cut", true, "m1"));
        assertThat(End.failed(failure)).isEqualTo(new End.Unknown("UNAVAILABLE", "cut", true, null));
    }
}
