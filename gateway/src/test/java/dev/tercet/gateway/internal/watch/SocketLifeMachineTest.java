package dev.tercet.gateway.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.gateway.internal.watch.SocketLifeMachine.Step;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import org.junit.jupiter.api.Test;

class SocketLifeMachineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BEGIN = -7 * SECOND;

    private final SocketLifeMachine machine = new SocketLifeMachine(3 * SECOND, 10 * SECOND, 5 * SECOND, BEGIN);

    @Test
    void oneThatIsNotOpenedInTimeIsGivenUp() {
        assertThat(look(0)).isEqualTo(new Step.Wait(3 * SECOND));
        assertThat(look(2)).isEqualTo(new Step.Wait(SECOND));
        assertThat(look(3))
                .isEqualTo(new Step.GiveUp(new WireFailure(
                        StatusCode.UNAVAILABLE, "the websocket was not opened within 3 s", Reach.NEVER_LEFT, null)));
    }

    @Test
    void oneThatSpeaksIsNotAsked() {
        heard(1);
        assertThat(look(3)).isEqualTo(new Step.Wait(8 * SECOND));
        heard(9);
        assertThat(look(11)).isEqualTo(new Step.Wait(8 * SECOND));
        assertThat(look(18)).isEqualTo(new Step.Wait(SECOND));
    }

    @Test
    void oneThatIsSilentIsAskedAndLivesIfItAnswers() {
        heard(1);
        assertThat(look(11)).isEqualTo(new Step.Ping(5 * SECOND));
        assertThat(look(12)).isEqualTo(new Step.Wait(4 * SECOND));
        heard(13);
        // The timer comes as it was set with the ping.
        assertThat(look(16)).isEqualTo(new Step.Wait(7 * SECOND));
        assertThat(look(23)).isEqualTo(new Step.Ping(5 * SECOND));
    }

    @Test
    void oneThatDoesNotAnswerIsGivenUp() {
        heard(1);
        look(11);
        assertThat(look(16))
                .isEqualTo(new Step.GiveUp(
                        new WireFailure(StatusCode.UNAVAILABLE, "no answer to a ping within 5 s", Reach.LOST, null)));
    }

    @Test
    void aTimerThatIsLateIsNoSilenceOfThePeer() {
        heard(1);
        assertThat(look(40)).as("it may be this machine that slept").isEqualTo(new Step.Ping(5 * SECOND));
        heard(41);
        assertThat(look(45)).isEqualTo(new Step.Wait(6 * SECOND));
    }

    private Step look(long seconds) {
        return machine.look(BEGIN + seconds * SECOND);
    }

    private void heard(long seconds) {
        machine.heard(BEGIN + seconds * SECOND);
    }
}
