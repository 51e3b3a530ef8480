package dev.tercet.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.lease.LeaseMachine.Announce;
import dev.tercet.internal.lease.LeaseMachine.Close;
import dev.tercet.internal.lease.LeaseMachine.Effect;
import dev.tercet.internal.lease.LeaseMachine.Failed;
import dev.tercet.internal.lease.LeaseMachine.Renew;
import dev.tercet.internal.lease.LeaseMachine.Renewed;
import dev.tercet.internal.lease.LeaseMachine.Schedule;
import dev.tercet.internal.lease.LeaseMachine.Tick;
import dev.tercet.lease.LeaseState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LeaseMachineTest {
    private static final long S = 1_000_000_000;
    private static final long TTL = 9 * S;
    private static final long DEADLINE = TTL - LeaseMachine.MARGIN;

    private final LeaseMachine machine = new LeaseMachine(7, 0, TTL, 0);

    private static EtcdException down() {
        return FakeCalls.failure(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN);
    }

    private static LeaseState last(List<Effect> effects) {
        return effects.stream()
                .filter(Announce.class::isInstance)
                .map(effect -> ((Announce) effect).state())
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void renewsAThirdOfTheTimeAfterEachSuccess() {
        assertThat(machine.start()).containsExactly(new Schedule(3 * S));

        assertThat(machine.on(new Tick(3 * S))).containsExactly(new Schedule(DEADLINE), new Renew(3 * S));
        assertThat(machine.on(new Renewed(4 * S, TTL))).containsExactly(new Schedule(7 * S));
        assertThat(machine.on(new Tick(7 * S)))
                .as("the deadline counts from when the renewal was sent, at 3 s")
                .containsExactly(new Schedule(3 * S + DEADLINE), new Renew(3 * S));
    }

    @ParameterizedTest
    @CsvSource({
        // The time to live and the time of the answer in milliseconds, and how long after that the next renewal is due.
        "60000,      0, 20000",
        "60000,      1, 20199",
        "60000,    199, 20001",
        "60000,    200, 20000",
        "60000,   -199, 20199",
        "60000,   -200, 20000",
        "10000,      1, 3339",
        "10000,   2346, 3334",
        " 1000,      1, 333",
        "300000,   999, 100001",
        "3600000,    1, 1200199"
    })
    void renewalsKeepABeat(long ttl, long now, long pause) {
        long millis = S / 1000;
        LeaseMachine kept = new LeaseMachine(7, (now - 100) * millis, ttl * millis, 0);

        List<Effect> effects = kept.on(new Renewed(now * millis, ttl * millis));
        Schedule next = (Schedule) effects.get(0);
        // A third of a second is no whole number of milliseconds.
        assertThat((next.at() - now * millis + millis / 2) / millis).isEqualTo(pause);
    }

    @Test
    void anAnswerThatComesInTheLastMomentIsFollowedByATryAtOnce() {
        machine.on(new Tick(3 * S));
        long late = DEADLINE - S / 100;

        assertThat(machine.on(new Renewed(late, TTL)))
                .as("a third of the time to live later there would be no time left for it")
                .containsExactly(new Schedule(late));
    }

    @Test
    void sendsOneRenewalAtATime() {
        machine.on(new Tick(3 * S));

        assertThat(machine.on(new Tick(4 * S))).containsExactly(new Schedule(DEADLINE));
    }

    @Test
    void comesBackSoonAfterAFailureAndTellsOnce() {
        machine.on(new Tick(3 * S));
        EtcdException first = down();

        List<Effect> effects = machine.on(new Failed(4 * S, first));
        assertThat(effects.get(0)).isEqualTo(new Announce(new LeaseState.Unreachable(first)));
        long next = ((Schedule) effects.get(1)).at();
        assertThat(next).isBetween(4 * S + S / 2, 4 * S + 3 * S / 2);

        assertThat(machine.on(new Tick(next))).hasAtLeastOneElementOfType(Renew.class);
        assertThat(machine.on(new Failed(next, down()))).hasSize(1).hasOnlyElementsOfType(Schedule.class);
        assertThat(machine.state()).isEqualTo(new LeaseState.Unreachable(first));
    }

    @Test
    void isActiveAgainWithTheNextSuccess() {
        machine.on(new Tick(3 * S));
        machine.on(new Failed(4 * S, down()));
        machine.on(new Tick(6 * S));

        assertThat(machine.on(new Renewed(6 * S, TTL)))
                .containsExactly(new Announce(new LeaseState.Active()), new Schedule(9 * S));
    }

    @Test
    void isLostBeforeTheServerCouldLetItExpire() {
        machine.on(new Tick(3 * S));
        machine.on(new Failed(4 * S, down()));

        LeaseState lost = last(machine.on(new Tick(DEADLINE)));

        assertThat(lost).isInstanceOfSatisfying(LeaseState.Lost.class, l -> {
            assertThat(l.reason()).isEqualTo(LeaseState.Reason.RAN_OUT);
            assertThat(l.message()).contains("lease 7", "9 s", "UNAVAILABLE");
        });
        assertThat(machine.on(new Renewed(DEADLINE + 1, TTL)))
                .as("lost is lost")
                .isEmpty();
    }

    @Test
    void givesATryNoMoreTimeThanIsLeft() {
        machine.on(new Tick(3 * S));
        machine.on(new Failed(8 * S, down()));

        assertThat(machine.on(new Tick(DEADLINE - S / 4))).doesNotHaveAnyElementsOfTypes(Renew.class);
        LeaseMachine late = new LeaseMachine(1, 0, TTL, 0);
        assertThat(late.on(new Tick(DEADLINE - S / 4))).contains(new Renew(S / 4));
    }

    @Test
    void neverSchedulesBeyondTheDeadline() {
        machine.on(new Tick(3 * S));

        assertThat(machine.on(new Failed(DEADLINE - 1, down()))).contains(new Schedule(DEADLINE));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1000000000"})
    void isGoneWhenTheServerSaysSo(long ttl) {
        machine.on(new Tick(3 * S));

        assertThat(last(machine.on(new Renewed(4 * S, ttl))))
                .isInstanceOfSatisfying(
                        LeaseState.Lost.class, lost -> assertThat(lost.reason()).isEqualTo(LeaseState.Reason.GONE));
    }

    @Test
    void isGoneWhenTheServerKnowsNoSuchLease() {
        machine.on(new Tick(3 * S));

        EtcdException unknown = FakeCalls.failure(ErrorCode.LEASE_NOT_FOUND, Outcome.NOT_APPLIED);
        assertThat(last(machine.on(new Failed(4 * S, unknown))))
                .isInstanceOfSatisfying(
                        LeaseState.Lost.class, lost -> assertThat(lost.reason()).isEqualTo(LeaseState.Reason.GONE));
    }

    @Test
    void believesTheThirdRefusalInARow() {
        EtcdException denied = FakeCalls.failure(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED);
        long now = 3 * S;
        for (int i = 0; i < 2; i++) {
            machine.on(new Failed(now, denied));
            assertThat(machine.state()).isInstanceOf(LeaseState.Unreachable.class);
        }
        machine.on(new Renewed(now, TTL));
        machine.on(new Failed(now, denied));
        machine.on(new Failed(now, denied));
        assertThat(machine.state().isFinal())
                .as("a success in between starts the count anew")
                .isFalse();

        assertThat(last(machine.on(new Failed(now, denied))))
                .isInstanceOfSatisfying(
                        LeaseState.Lost.class, lost -> assertThat(lost.reason()).isEqualTo(LeaseState.Reason.REFUSED));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"UNAUTHENTICATED", "CONNECTION_REJECTED", "UNSUPPORTED", "UNAVAILABLE", "NO_LEADER", "TIMEOUT"})
    void keepsTryingWhatMayBePutRight(ErrorCode code) {
        EtcdException cause = FakeCalls.failure(code, Outcome.NOT_APPLIED);
        for (int i = 0; i < 10; i++) {
            machine.on(new Failed(3 * S, cause));
        }
        assertThat(machine.state()).isInstanceOf(LeaseState.Unreachable.class);
    }

    @Test
    void closesOnce() {
        assertThat(machine.on(new Close())).containsExactly(new Announce(new LeaseState.Closed()));
        assertThat(machine.on(new Close())).isEmpty();
        assertThat(machine.on(new Tick(20 * S))).isEmpty();
    }

    @Test
    void closesWithTheClient() {
        EtcdException closed = FakeCalls.failure(ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED);

        assertThat(machine.on(new Failed(S, closed))).containsExactly(new Announce(new LeaseState.Closed()));
    }

    @Test
    void spreadsTriesSoThatLeasesPart() {
        LeaseMachine other = new LeaseMachine(8, 0, TTL, 0.37);
        List<Effect> one = machine.on(new Failed(S, down()));
        List<Effect> two = other.on(new Failed(S, down()));

        assertThat(one.get(1)).isNotEqualTo(two.get(1));
    }

    @Test
    void takesATtlThatTheServerChanged() {
        machine.on(new Tick(3 * S));

        assertThat(machine.on(new Renewed(3 * S, 30 * S))).containsExactly(new Schedule(13 * S));
        assertThat(machine.on(new Tick(13 * S)))
                .as("no try longer than ten seconds, and the deadline as sent at 3 s")
                .containsExactly(new Schedule(33 * S - LeaseMachine.MARGIN), new Renew(10 * S));
    }
}
