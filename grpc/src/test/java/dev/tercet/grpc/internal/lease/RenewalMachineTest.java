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
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalMachineTest {
    private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);
    private static final CallContext WITH_TOKEN = new CallContext("token", false);

    private final RenewalMachine<String> machine = new RenewalMachine<>();
    private long now = Long.MAX_VALUE - RenewalMachine.SILENCE / 2;

    @Test
    void oneStreamForAll() {
        assertThat(renew("a", 1, CallContext.PLAIN))
                .containsExactly(new Effect.Open<>(1, CallContext.PLAIN), new Effect.Send<>(1, "a"));
        assertThat(renew("b", 2, CallContext.PLAIN)).containsExactly(new Effect.Send<>(1, "b"));
        assertThat(received(1, of(2))).containsExactly(new Effect.Answer<>("b", of(2)));
        assertThat(received(1, of(1))).containsExactly(new Effect.Answer<>("a", of(1)));
        assertThat(received(1, of(1))).isEmpty();
        assertThat(renew("c", 1, CallContext.PLAIN)).containsExactly(new Effect.Send<>(1, "c"));
    }

    @Test
    void oneLeasesRenewalsAreAnsweredInOrder() {
        renew("a", 1, CallContext.PLAIN);
        renew("b", 1, CallContext.PLAIN);
        renew("c", 1, CallContext.PLAIN);
        assertThat(cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST));
        assertThat(cancel("a", LOST)).isEmpty();
        assertThat(received(1, of(1))).as("the answer to a").isEmpty();
        assertThat(received(1, of(1))).containsExactly(new Effect.Answer<>("b", of(1)));
        assertThat(received(1, of(1))).contains(new Effect.Answer<>("c", of(1)));
    }

    @Test
    void theStreamsEndFailsAllThatWait() {
        renew("a", 1, CallContext.PLAIN);
        renew("b", 2, CallContext.PLAIN);
        renew("c", 2, CallContext.PLAIN);
        cancel("b", LOST);
        assertThat(machine.ended(1, LOST)).containsExactly(new Effect.Fail<>("a", LOST), new Effect.Fail<>("c", LOST));
        assertThat(machine.ended(1, LOST)).isEmpty();
        assertThat(received(1, of(1))).isEmpty();
        assertThat(renew("d", 1, CallContext.PLAIN)).contains(new Effect.Open<>(2, CallContext.PLAIN));
    }

    @Test
    void aStreamThatWaitsForNothingGoesWhenAnotherComes() {
        renew("a", 1, CallContext.PLAIN);
        assertThat(renew("b", 1, WITH_TOKEN))
                .containsExactly(new Effect.Open<>(2, WITH_TOKEN), new Effect.Send<>(2, "b"));
        received(1, of(1));
        assertThat(renew("c", 1, CallContext.WITH_LEADER))
                .containsExactly(
                        new Effect.Close<>(1),
                        new Effect.Open<>(3, CallContext.WITH_LEADER),
                        new Effect.Send<>(3, "c"));
        assertThat(received(2, of(1))).containsExactly(new Effect.Answer<>("b", of(1)));
    }

    @Test
    void aStreamThatFellSilentAndNobodyWaitsForGoesWhenAnotherComes() {
        renew("a", 1, CallContext.PLAIN);
        renew("other", 2, CallContext.PLAIN);
        cancel("a", LOST);
        cancel("other", LOST);
        received(1, of(2));
        now += RenewalMachine.SILENCE - 1;
        assertThat(renew("b", 1, WITH_TOKEN)).doesNotContain(new Effect.Close<>(1));
        now += 1;
        assertThat(renew("c", 1, CallContext.WITH_LEADER)).contains(new Effect.Close<>(1));
    }

    @Test
    void aStreamThatFellSilentGetsNoFurtherOnes() {
        renew("a", 1, CallContext.PLAIN);
        renew("b", 2, CallContext.PLAIN);
        now += RenewalMachine.SILENCE;
        assertThat(cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST));
        assertThat(renew("c", 1, CallContext.PLAIN))
                .containsExactly(new Effect.Open<>(2, CallContext.PLAIN), new Effect.Send<>(2, "c"));
        assertThat(received(1, of(1))).as("the answer to a").isEmpty();
        assertThat(received(2, of(1))).containsExactly(new Effect.Answer<>("c", of(1)));
        assertThat(received(1, of(2))).containsExactly(new Effect.Answer<>("b", of(2)), new Effect.Close<>(1));
    }

    @Test
    void aSilentStreamGoesWithTheLastWhoWaits() {
        renew("a", 1, CallContext.PLAIN);
        renew("b", 2, CallContext.PLAIN);
        now += RenewalMachine.SILENCE;
        cancel("b", LOST);
        assertThat(cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST), new Effect.Close<>(1));
        assertThat(machine.ended(1, LOST)).isEmpty();
    }

    @Test
    void aStreamThatWasGivenUpIsClosedWithItsLastAnswer() {
        renew("a", 1, CallContext.PLAIN);
        renew("b", 2, CallContext.PLAIN);
        now += RenewalMachine.SILENCE;
        cancel("a", LOST);
        assertThat(received(1, of(2))).containsExactly(new Effect.Answer<>("b", of(2)), new Effect.Close<>(1));
        assertThat(received(1, of(1))).isEmpty();
    }

    @Test
    void aStreamThatAnswersOthersStays() {
        renew("a", 1, CallContext.PLAIN);
        renew("b", 2, CallContext.PLAIN);
        now += RenewalMachine.SILENCE;
        received(1, of(2));
        now += RenewalMachine.SILENCE - 1;
        assertThat(cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST));
        assertThat(renew("c", 1, CallContext.PLAIN)).containsExactly(new Effect.Send<>(1, "c"));
    }

    @Test
    void aRenewalThatIsGivenUpSoonLeavesTheStreamToTheOthers() {
        renew("a", 1, CallContext.PLAIN);
        received(1, of(1));
        now += 10 * RenewalMachine.SILENCE;
        renew("b", 1, CallContext.PLAIN);
        now += RenewalMachine.SILENCE - 1;
        renew("c", 2, CallContext.PLAIN);
        assertThat(cancel("b", LOST)).containsExactly(new Effect.Fail<>("b", LOST));
        assertThat(renew("d", 1, CallContext.PLAIN)).containsExactly(new Effect.Send<>(1, "d"));
        now += 1;
        cancel("c", LOST);
        assertThat(renew("e", 1, CallContext.PLAIN)).contains(new Effect.Open<>(2, CallContext.PLAIN));
    }

    @Test
    void aStreamThatStaysSilentAfterARenewalOfLittlePatienceGetsNoFurtherOnes() {
        renew("a", 1, CallContext.PLAIN);
        now += RenewalMachine.SILENCE - 1;
        assertThat(cancel("a", LOST)).containsExactly(new Effect.Fail<>("a", LOST));
        now += 1;
        assertThat(renew("b", 1, CallContext.PLAIN))
                .containsExactly(
                        new Effect.Close<>(1), new Effect.Open<>(2, CallContext.PLAIN), new Effect.Send<>(2, "b"));
    }

    @Test
    void aStreamThatSpokeAfterARenewalWasGivenUpStays() {
        renew("a", 1, CallContext.PLAIN);
        renew("b", 2, CallContext.PLAIN);
        cancel("a", LOST);
        received(1, of(1));
        now += RenewalMachine.SILENCE;
        assertThat(renew("c", 3, CallContext.PLAIN)).containsExactly(new Effect.Send<>(1, "c"));
    }

    private List<Effect<String>> renew(String caller, long lease, CallContext context) {
        return machine.renew(caller, lease, context, now);
    }

    private List<Effect<String>> cancel(String caller, WireFailure failure) {
        return machine.cancel(caller, failure, now);
    }

    private List<Effect<String>> received(int stream, LeaseRenewal renewal) {
        return machine.received(stream, renewal, now);
    }

    private static LeaseRenewal of(long id) {
        return new LeaseRenewal(Header.NONE, id, Duration.ofSeconds(3));
    }
}
