package dev.tercet.gateway.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.gateway.internal.watch.LeaderProbeMachine.Effect;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaderProbeMachineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final WireFailure NO_LEADER = answered(StatusCode.UNAVAILABLE, "etcdserver: no leader");
    private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);
    private static final WireFailure UNREACHABLE =
            new WireFailure(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT, null);

    private final LeaderProbeMachine<String> machine = new LeaderProbeMachine<>(10 * SECOND, 5 * SECOND);

    @Test
    void watchesWaitForOneAnswerAndAreLetInTogether() {
        assertThat(machine.enter("a", 0)).containsExactly(new Effect.Ask<>(), waitFor(5));
        assertThat(machine.enter("b", 1)).isEmpty();
        assertThat(machine.answered(2)).containsExactly(waitFor(10), new Effect.Admit<>("a"), new Effect.Admit<>("b"));
        assertThat(machine.enter("c", SECOND - 1)).containsExactly(new Effect.Admit<>("c"));
    }

    @Test
    void itIsAskedAgainAndAgain() {
        known("a", 0);
        assertThat(look(10)).containsExactly(new Effect.Ask<>(), waitFor(5));
        assertThat(machine.answered(11 * SECOND)).containsExactly(waitFor(10));
        assertThat(look(15)).as("a timer that was set before").containsExactly(waitFor(6));
        assertThat(look(21)).containsExactly(new Effect.Ask<>(), waitFor(5));
    }

    @Test
    void anOldAnswerLetsNobodyIn() {
        known("a", 0);
        assertThat(machine.enter("b", 2 * SECOND)).containsExactly(new Effect.Ask<>(), waitFor(5));
        assertThat(machine.answered(3 * SECOND)).containsExactly(waitFor(10), new Effect.Admit<>("b"));
    }

    @Test
    void withoutALeaderAllEnd() {
        known("a", 0);
        machine.enter("b", 3 * SECOND);
        assertThat(machine.failed(NO_LEADER, 4 * SECOND))
                .containsExactly(new Effect.Rest<>(), end("b", NO_LEADER), end("a", NO_LEADER));
        assertThat(machine.leave("a")).isEmpty();
        assertThat(look(10)).isEmpty();
        assertThat(machine.enter("c", 4 * SECOND + 1)).containsExactly(new Effect.Ask<>(), waitFor(5));
    }

    @Test
    void withoutAnAnswerAllEnd() {
        known("a", 0);
        look(10);
        assertThat(look(14)).containsExactly(waitFor(1));
        List<Effect<String>> effects = look(15);
        assertThat(effects).hasSize(2).first().isEqualTo(new Effect.Rest<>());
        assertThat(((Effect.End<String>) effects.get(1)).failure())
                .returns(Reach.LOST, WireFailure::reach)
                .returns(StatusCode.UNAVAILABLE, WireFailure::code)
                .extracting(WireFailure::message)
                .asString()
                .contains("within 5000 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHENTICATED, etcdserver: invalid auth token",
        "INVALID_ARGUMENT, etcdserver: user name is empty",
        "PERMISSION_DENIED, etcdserver: permission denied",
        "RESOURCE_EXHAUSTED, etcdserver: too many requests",
        "UNKNOWN, whatever"
    })
    void whoRefusesIsThere(StatusCode code, String message) {
        machine.enter("a", 0);
        assertThat(machine.failed(answered(code, message), 1)).containsExactly(waitFor(10), new Effect.Admit<>("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, etcdserver: request timed out",
        "UNAVAILABLE, etcdserver: leader changed",
        "DEADLINE_EXCEEDED, context deadline exceeded"
    })
    void whoIsInDoubtIsAskedAgain(StatusCode code, String message) {
        WireFailure doubt = answered(code, message);
        known("a", 0);
        look(10);
        assertThat(machine.failed(doubt, 10 * SECOND)).containsExactly(new Effect.Ask<>());
        assertThat(machine.failed(doubt, 10 * SECOND)).containsExactly(new Effect.Wait<>(SECOND / 2));
        assertThat(machine.look(10 * SECOND + SECOND / 2))
                .containsExactly(new Effect.Ask<>(), new Effect.Wait<>(9 * SECOND / 2));
        assertThat(machine.failed(doubt, 15 * SECOND)).containsExactly(new Effect.Rest<>(), end("a", doubt));
    }

    @Test
    void whatIsLostIsAskedAgainUntilTheTimeIsOver() {
        known("a", 0);
        look(10);
        machine.failed(LOST, 10 * SECOND);
        machine.failed(LOST, 10 * SECOND);
        machine.look(11 * SECOND);
        assertThat(machine.failed(LOST, 15 * SECOND - 1)).containsExactly(new Effect.Wait<>(1));
        assertThat(look(15)).containsExactly(new Effect.Rest<>(), end("a", LOST));
    }

    @Test
    void oneLossDoesNoHarm() {
        machine.enter("a", 0);
        assertThat(machine.failed(LOST, 1)).containsExactly(new Effect.Ask<>());
        assertThat(machine.answered(2)).containsExactly(waitFor(10), new Effect.Admit<>("a"));
    }

    @Test
    void whoCannotBeReachedIsNotWaitedFor() {
        machine.enter("a", 0);
        assertThat(machine.failed(UNREACHABLE, 1)).containsExactly(new Effect.Rest<>(), end("a", UNREACHABLE));
    }

    @Test
    void watchesThatLiveAreNotEndedByOneThatCouldNotConnect() {
        known("a", 0);
        machine.enter("b", 2 * SECOND);
        assertThat(machine.failed(UNREACHABLE, 2 * SECOND)).containsExactly(new Effect.Ask<>());
        assertThat(machine.answered(3 * SECOND)).containsExactly(waitFor(10), new Effect.Admit<>("b"));
    }

    @Test
    void theLastOneEndsIt() {
        known("a", 0);
        machine.enter("b", 2 * SECOND);
        assertThat(machine.leave("a")).isEmpty();
        assertThat(machine.leave("b")).containsExactly(new Effect.Rest<>());
        assertThat(machine.leave("b")).isEmpty();
        assertThat(machine.answered(3 * SECOND))
                .as("an answer that was given up")
                .isEmpty();
        assertThat(machine.failed(NO_LEADER, 3 * SECOND)).isEmpty();
        assertThat(look(30)).isEmpty();
    }

    @Test
    void oneThatComesBackSoonIsLetInByTheAnswerBefore() {
        known("a", 0);
        machine.leave("a");
        assertThat(machine.enter("b", SECOND / 2))
                .containsExactly(new Effect.Admit<>("b"), new Effect.Wait<>(19 * SECOND / 2));
        machine.leave("b");
        assertThat(machine.enter("c", 3 * SECOND)).containsExactly(new Effect.Ask<>(), waitFor(5));
    }

    @Test
    void closingEndsAll() {
        known("a", 0);
        machine.enter("b", 2 * SECOND);
        assertThat(machine.close(LOST)).containsExactly(new Effect.Rest<>(), end("b", LOST), end("a", LOST));
    }

    private void known(String watcher, long now) {
        machine.enter(watcher, now);
        machine.answered(now);
    }

    private List<Effect<String>> look(long seconds) {
        return machine.look(seconds * SECOND);
    }

    private static Effect<String> waitFor(long seconds) {
        return new Effect.Wait<>(seconds * SECOND);
    }

    private static Effect<String> end(String watcher, WireFailure failure) {
        return new Effect.End<>(watcher, failure);
    }

    private static WireFailure answered(StatusCode code, String message) {
        return new WireFailure(code, message, Reach.ANSWERED, null);
    }
}
