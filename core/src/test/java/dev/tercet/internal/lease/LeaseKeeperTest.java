package dev.tercet.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.delivery.Checked;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Header;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseState;
import dev.tercet.spi.LeaseRpcs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
    private static final long S = 1_000_000_000;

    private final FakeCalls calls = new FakeCalls();
    private final FakeScheduler time = new FakeScheduler();
    private final LeaseKeeper kept =
            LeaseKeeper.keep(calls, time, Straight.NOW, CallOptions.DEFAULT, 7, Duration.ofSeconds(9), 0);
    private final List<LeaseState> heard = new ArrayList<>();

    private static LeaseRenewal renewal(long seconds) {
        return new LeaseRenewal(Header.NONE, 7, Duration.ofSeconds(seconds));
    }

    @Test
    void renewsForAsLongAsItIsAnswered() {
        for (int i = 1; i <= 50; i++) {
            time.advance(3 * S);
            assertThat(calls.asked()).hasSize(i);
            assertThat(calls.lastAsked().request).isEqualTo(new LeaseRpcs.Renew(7));
            calls.lastAsked().reply(renewal(9));
        }
        assertThat(kept.state()).isEqualTo(new LeaseState.Active());
        assertThat(time.waiting()).isEqualTo(1);
    }

    @Test
    void timesThatNoClockCanCountAreLong() {
        time.advance(3 * S);
        calls.lastAsked().reply(renewal(Long.MAX_VALUE));
        assertThat(kept.state()).isEqualTo(new LeaseState.Active());
        assertThat(kept.remaining()).isGreaterThan(Duration.ofDays(10_000));
        assertThat(time.waiting()).isEqualTo(1);
    }

    @Test
    void timesThatNoClockCanCountMayBeOverToo() {
        time.advance(3 * S);
        calls.lastAsked().reply(renewal(Long.MIN_VALUE));
        assertThat(kept.state()).isInstanceOf(LeaseState.Lost.class);
    }

    @Test
    void tellsTheStateNowAndEveryChangeInOrder() {
        kept.onState(heard::add);
        time.advance(3 * S);
        calls.lastAsked().fail(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN);
        time.advance(2 * S);
        calls.lastAsked().reply(renewal(9));
        kept.close();
        kept.onState(heard::add);

        assertThat(heard)
                .extracting(state -> state.getClass().getSimpleName())
                .containsExactly("Active", "Unreachable", "Active", "Closed", "Closed");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        kept.onState(state -> {
            throw new IllegalStateException("the listener's own fault");
        });
        kept.onState(state -> Checked.thrown("one that only other languages throw unchecked"));
        kept.onState(heard::add);

        kept.close();

        assertThat(heard).last().isEqualTo(new LeaseState.Closed());
    }

    @Test
    void isLostInTimeWhenNobodyAnswers() {
        time.advance(9 * S);

        assertThat(kept.state()).isInstanceOf(LeaseState.Lost.class);
        assertThat(kept.lost()).isCompletedWithValueMatching(lost -> lost.reason() == LeaseState.Reason.RAN_OUT);
        assertThat(calls.lastAsked().isCancelled()).isTrue();
        assertThat(time.waiting()).isZero();
        assertThat(calls.waitingForClose()).isZero();
    }

    @Test
    void isLostByTheClockBeforeATimerSaysSo() {
        kept.onState(heard::add);
        assertThat(kept.remaining()).isEqualTo(Duration.ofNanos(9 * S - LeaseMachine.MARGIN));
        time.stall(8 * S);
        assertThat(kept.remaining()).isEqualTo(Duration.ofNanos(S - LeaseMachine.MARGIN));
        time.stall(S);

        assertThat(kept.remaining()).isZero();
        assertThat(kept.state()).isInstanceOf(LeaseState.Lost.class);
        assertThat(heard).last().isEqualTo(kept.state());
        assertThat(kept.lost()).isCompleted();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void anAnswerThatIsReadTooLateDoesNotBringItBack() {
        time.advance(3 * S);
        time.stall(8 * S);
        calls.lastAsked().reply(renewal(9));

        assertThat(kept.lost()).isCompletedWithValueMatching(lost -> lost.reason() == LeaseState.Reason.RAN_OUT);
    }

    @Test
    void whatWasLeftOfAClosedOneRunsDown() {
        kept.close();
        time.stall(5 * S);
        assertThat(kept.remaining()).isEqualTo(Duration.ofNanos(4 * S - LeaseMachine.MARGIN));
        time.stall(5 * S);
        assertThat(kept.remaining()).isZero();
        assertThat(kept.state()).isEqualTo(new LeaseState.Closed());
    }

    @Test
    void isLostWhenTheServerSaysSo() {
        time.advance(3 * S);
        calls.lastAsked().reply(renewal(0));

        assertThat(kept.lost()).isCompletedWithValueMatching(lost -> lost.reason() == LeaseState.Reason.GONE);
        assertThat(kept.ttl()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void closingStopsItWithoutRevoking() {
        time.advance(3 * S);

        kept.close();
        kept.close();
        time.advance(60 * S);

        assertThat(calls.asked()).hasSize(1);
        assertThat(calls.lastAsked().isCancelled()).isTrue();
        assertThat(time.waiting()).isZero();
        assertThat(kept.lost()).isCompletedExceptionally();
        assertThat(kept.lost().handle((lost, failure) -> failure).join()).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void endsAtOnceWithTheClient() {
        calls.close();

        assertThat(kept.state()).isEqualTo(new LeaseState.Closed());
        assertThat(calls.waitingForClose()).isZero();
    }

    @Test
    void revokesAfterItStopped() {
        var revoked = kept.revokeAsync();

        assertThat(kept.state()).isEqualTo(new LeaseState.Closed());
        assertThat(calls.lastAsked().request).isEqualTo(new LeaseRpcs.Revoke(7));
        calls.lastAsked().reply(Header.NONE);
        assertThat(revoked).isCompletedWithValue(Header.NONE);
    }

    @Test
    void renewalsThatAreDueAboutTheSameTimeTravelTogether() {
        kept.close();
        List<LeaseKeeper> many = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            time.advance(S / 67);
            many.add(LeaseKeeper.keep(
                    calls, time, Straight.NOW, CallOptions.DEFAULT, 100 + i, Duration.ofSeconds(60), time.nanoTime()));
        }

        time.stall(S / 5 - time.nanoTime());
        time.advance(20 * S - 1);
        assertThat(calls.asked()).isEmpty();
        time.advance(1);
        assertThat(calls.asked()).hasSize(13);
        many.forEach(LeaseKeeper::close);
    }

    @Test
    void keepsManyWithoutRenewingMoreThanItMust() {
        List<LeaseKeeper> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(LeaseKeeper.keep(
                    calls, time, Straight.NOW, CallOptions.DEFAULT, 100 + i, Duration.ofSeconds(9), 0));
        }
        time.advance(3 * S);

        assertThat(calls.asked()).hasSize(201);
        many.forEach(LeaseKeeper::close);
        kept.close();
        assertThat(time.waiting()).isZero();
        assertThat(calls.waitingForClose()).isZero();
    }
}
