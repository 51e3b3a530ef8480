package dev.tercet.grpc.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.grpc.internal.lease.RenewalMachine.Effect;
import dev.tercet.kv.Header;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalMachineTest {
    private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);
    private static final CallContext WITH_TOKEN = new CallContext("token", false);

    private final RenewalMachine<String> machine = new RenewalMachine<>();

    @Test
    void oneStreamForAll() {
        assertThat(machine.renew("a", 1, CallContext.PLAIN))
                .containsExactly(new Effect.Open<>(1, CallContext.PLAIN), new Effect.Send<>(1, "a"));
        assertThat(machine.renew("b", 2, CallContext.PLAIN)).containsExactly(new Effect.Send<>(1, "b"));
        assertThat(machine.received(1, of(2))).containsExactly(new Effect.Answer<>("b", of(2)));
        assertThat(machine.received(1, of(1))).containsExactly(new Effect.Answer<>("a", of(1)));
        assertThat(machine.received(1, of(1))).isEmpty();
        assertThat(machine.renew("c", 1, CallContext.PLAIN)).containsExactly(new Effect.Send<>(1, "c"));
    }

    @Test
    void oneLeasesRenewalsAreAnsweredInOrder() {
        machine.renew("a", 1, CallContext.PLAIN);
        machine.renew("b", 1, CallContext.PLAIN);
        machine.renew("c", 1, CallContext.PLAIN);
        assertThat(machine.cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST));
        assertThat(machine.cancel("a", LOST)).isEmpty();
        assertThat(machine.received(1, of(1))).as("the answer to a").isEmpty();
        assertThat(machine.received(1, of(1))).containsExactly(new Effect.Answer<>("b", of(1)));
        assertThat(machine.received(1, of(1))).contains(new Effect.Answer<>("c", of(1)));
    }

    @Test
    void theStreamsEndFailsAllThatWait() {
        machine.renew("a", 1, CallContext.PLAIN);
        machine.renew("b", 2, CallContext.PLAIN);
        machine.renew("c", 2, CallContext.PLAIN);
        machine.cancel("b", LOST);
        assertThat(machine.ended(1, LOST)).containsExactly(new Effect.Fail<>("a", LOST), new Effect.Fail<>("c", LOST));
        assertThat(machine.ended(1, LOST)).isEmpty();
        assertThat(machine.received(1, of(1))).isEmpty();
        assertThat(machine.renew("d", 1, CallContext.PLAIN)).contains(new Effect.Open<>(2, CallContext.PLAIN));
    }

    @Test
    void aStreamThatWaitsForNothingGoesWhenAnotherComes() {
        machine.renew("a", 1, CallContext.PLAIN);
        assertThat(machine.renew("b", 1, WITH_TOKEN))
                .containsExactly(new Effect.Open<>(2, WITH_TOKEN), new Effect.Send<>(2, "b"));
        machine.received(1, of(1));
        assertThat(machine.renew("c", 1, CallContext.WITH_LEADER))
                .containsExactly(
                        new Effect.Close<>(1),
                        new Effect.Open<>(3, CallContext.WITH_LEADER),
                        new Effect.Send<>(3, "c"));
        assertThat(machine.received(2, of(1))).containsExactly(new Effect.Answer<>("b", of(1)));
    }

    @Test
    void aStreamThatFellSilentGetsNoFurtherOnes() {
        machine.renew("a", 1, CallContext.PLAIN);
        machine.renew("b", 2, CallContext.PLAIN);
        assertThat(machine.cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST));
        assertThat(machine.renew("c", 1, CallContext.PLAIN))
                .containsExactly(new Effect.Open<>(2, CallContext.PLAIN), new Effect.Send<>(2, "c"));
        assertThat(machine.received(1, of(1))).as("the answer to a").isEmpty();
        assertThat(machine.received(2, of(1))).containsExactly(new Effect.Answer<>("c", of(1)));
        assertThat(machine.received(1, of(2))).containsExactly(new Effect.Answer<>("b", of(2)), new Effect.Close<>(1));
    }

    @Test
    void aSilentStreamGoesWithTheLastWhoWaits() {
        machine.renew("a", 1, CallContext.PLAIN);
        machine.renew("b", 2, CallContext.PLAIN);
        machine.cancel("b", LOST);
        assertThat(machine.cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST), new Effect.Close<>(1));
        assertThat(machine.ended(1, LOST)).isEmpty();
    }

    @Test
    void aStreamThatWasGivenUpIsClosedWithItsLastAnswer() {
        machine.renew("a", 1, CallContext.PLAIN);
        machine.renew("b", 2, CallContext.PLAIN);
        machine.cancel("a", LOST);
        assertThat(machine.received(1, of(2))).containsExactly(new Effect.Answer<>("b", of(2)), new Effect.Close<>(1));
        assertThat(machine.received(1, of(1))).isEmpty();
    }

    @Test
    void aStreamThatAnswersOthersStays() {
        machine.renew("a", 1, CallContext.PLAIN);
        machine.renew("b", 2, CallContext.PLAIN);
        machine.received(1, of(2));
        assertThat(machine.cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST));
        assertThat(machine.renew("c", 1, CallContext.PLAIN)).containsExactly(new Effect.Send<>(1, "c"));
    }

    private static LeaseRenewal of(long id) {
        return new LeaseRenewal(Header.NONE, id, Duration.ofSeconds(3));
    }
}
