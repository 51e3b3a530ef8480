package dev.tercet.gateway.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.gateway.internal.lease.RenewalMachine.Effect;
import dev.tercet.kv.Header;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenewalMachineTest {
    private static final CallContext PLAIN = CallContext.PLAIN;
    private static final CallContext TOKEN = new CallContext("t", false);
    private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);
    private static final WireFailure CANCELLED =
            new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.NEVER_LEFT, null);
    private static final WireFailure DENIED =
            new WireFailure(StatusCode.PERMISSION_DENIED, "etcdserver: permission denied", Reach.ANSWERED, null);
    private static final WireFailure TOKEN_GONE =
            new WireFailure(StatusCode.UNAUTHENTICATED, "etcdserver: invalid auth token", Reach.ANSWERED, null);

    private final RenewalMachine<String> machine = new RenewalMachine<>();

    private static LeaseRenewal answer(long lease) {
        return new LeaseRenewal(Header.NONE, lease, Duration.ofSeconds(5));
    }

    private static Effect<String> post(int number, CallContext context, String... callers) {
        return new Effect.Post<>(number, context, List.of(callers));
    }

    private static Effect<String> fail(String caller, WireFailure failure) {
        return new Effect.Fail<>(caller, failure);
    }

    private static Effect<String> answered(String caller, long lease) {
        return new Effect.Answer<>(caller, answer(lease));
    }

    /** Two under way, with a and b, and c, d, e waiting. */
    private void full() {
        assertThat(machine.renew("a", 1, PLAIN)).containsExactly(post(1, PLAIN, "a"));
        assertThat(machine.renew("b", 2, PLAIN)).containsExactly(post(2, PLAIN, "b"));
        assertThat(machine.renew("c", 3, PLAIN)).isEmpty();
        assertThat(machine.renew("d", 4, PLAIN)).isEmpty();
        assertThat(machine.renew("e", 5, PLAIN)).isEmpty();
    }

    /** One under way with c, d and e. */
    private void together() {
        full();
        machine.received(1, answer(1));
        assertThat(machine.ended(1, null)).containsExactly(post(3, PLAIN, "c", "d", "e"));
    }

    @Test
    void thoseThatComeWhileOthersAreUnderWayGoTogether() {
        together();
        assertThat(machine.received(3, answer(3))).containsExactly(answered("c", 3));
        assertThat(machine.received(3, answer(4))).containsExactly(answered("d", 4));
        assertThat(machine.received(3, answer(5))).containsExactly(answered("e", 5));
        assertThat(machine.ended(3, null)).isEmpty();
    }

    @Test
    void noMoreGoTogetherThanSo() {
        full();
        IntStream.range(0, 1500).forEach(i -> machine.renew("more" + i, 10 + i, PLAIN));
        List<Effect<String>> effects = new ArrayList<>(machine.ended(1, LOST));
        assertThat(effects).hasSize(2);
        assertThat(((Effect.Post<String>) effects.get(1)).callers())
                .hasSize(1000)
                .startsWith("c", "d", "e", "more0");
        effects = machine.ended(2, LOST);
        assertThat(((Effect.Post<String>) effects.get(1)).callers())
                .hasSize(503)
                .endsWith("more1499");
    }

    @Test
    void differentTokensGoApart() {
        full();
        assertThat(machine.renew("x", 9, TOKEN)).containsExactly(post(3, TOKEN, "x"));
        assertThat(machine.ended(3, null)).containsExactly(fail("x", RenewalMachine.FEWER));
        assertThat(machine.ended(1, LOST)).containsExactly(fail("a", LOST), post(4, PLAIN, "c", "d", "e"));
    }

    @Test
    void renewalsOfOneLeaseAreAnsweredInTheirOrder() {
        full();
        machine.renew("f", 3, PLAIN);
        machine.ended(1, LOST);
        assertThat(machine.received(3, answer(3))).containsExactly(answered("c", 3));
        assertThat(machine.received(3, answer(3))).containsExactly(answered("f", 3));
        assertThat(machine.received(3, answer(3))).isEmpty();
        assertThat(machine.received(3, answer(77))).isEmpty();
    }

    @Test
    void fewerAnswersThanAskedForIsALoss() {
        together();
        machine.received(3, answer(3));
        assertThat(machine.ended(3, null))
                .containsExactly(fail("d", RenewalMachine.FEWER), fail("e", RenewalMachine.FEWER));
        assertThat(RenewalMachine.FEWER.reach()).isEqualTo(Reach.LOST);
    }

    @Test
    void whoMayNotRenewDoesNotKeepOthersFromIt() {
        together();
        machine.received(3, answer(3));
        assertThat(machine.ended(3, DENIED)).containsExactly(fail("d", DENIED), post(4, PLAIN, "e"));
    }

    @Test
    void thoseSentAgainGoFirstAndWithoutThoseThatGaveUp() {
        together();
        machine.renew("f", 6, PLAIN);
        machine.cancel("d", CANCELLED);
        machine.ended(2, LOST);
        machine.renew("g", 7, PLAIN);
        assertThat(machine.ended(3, DENIED)).containsExactly(fail("c", DENIED), post(5, PLAIN, "e", "g"));
    }

    @Test
    void aTokenThatIsGoneIsEverybodysAffair() {
        together();
        assertThat(machine.ended(3, TOKEN_GONE))
                .containsExactly(fail("c", TOKEN_GONE), fail("d", TOKEN_GONE), fail("e", TOKEN_GONE));
    }

    @Test
    void whoGaveUpIsNotSentAndNotToldAgain() {
        full();
        assertThat(machine.cancel("d", CANCELLED)).containsExactly(fail("d", CANCELLED));
        assertThat(machine.cancel("d", CANCELLED)).isEmpty();
        assertThat(machine.ended(1, LOST)).containsExactly(fail("a", LOST), post(3, PLAIN, "c", "e"));
    }

    @Test
    void aRequestThatNobodyWaitsForIsGivenUp() {
        together();
        assertThat(machine.cancel("c", CANCELLED)).containsExactly(fail("c", CANCELLED));
        assertThat(machine.received(3, answer(3))).isEmpty();
        assertThat(machine.cancel("e", CANCELLED)).containsExactly(fail("e", CANCELLED));
        assertThat(machine.cancel("d", CANCELLED)).containsExactly(fail("d", CANCELLED), new Effect.Abort<>(3));
        assertThat(machine.ended(3, CANCELLED)).isEmpty();
        assertThat(machine.ended(3, CANCELLED)).isEmpty();
    }

    @Test
    void aRequestIsGivenUpWhenTheLastWhoWaitedHasAnAnswer() {
        together();
        machine.cancel("d", CANCELLED);
        machine.cancel("e", CANCELLED);
        assertThat(machine.received(3, answer(3))).containsExactly(answered("c", 3), new Effect.Abort<>(3));
    }
}
