package dev.tercet.recipes.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.recipes.internal.flow.Backoff;
import dev.tercet.recipes.internal.session.LastingMachine.Effect;
import dev.tercet.recipes.internal.session.LastingMachine.End;
import dev.tercet.recipes.internal.session.LastingMachine.Open;
import dev.tercet.recipes.internal.session.LastingMachine.Pause;
import dev.tercet.recipes.internal.session.LastingMachine.Revoke;
import dev.tercet.recipes.internal.session.LastingMachine.Signal;
import dev.tercet.recipes.internal.session.LastingMachine.TellLost;
import dev.tercet.recipes.internal.session.LastingMachine.TellOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LastingMachineTest {
    static Stream<Arguments> table() {
        return Stream.of(
                row("opens", of(Signal.START, Signal.OPENED), new Open(), new TellOpened()),
                row(
                        "opens the next when one is over",
                        of(Signal.START, Signal.OPENED, Signal.OVER, Signal.OPENED),
                        new Open(),
                        new TellOpened(),
                        new TellLost(),
                        new Open(),
                        new TellOpened()),
                row(
                        "pauses longer each time, and from the beginning after a success",
                        of(
                                Signal.START,
                                Signal.FAILED,
                                Signal.RESTED,
                                Signal.FAILED,
                                Signal.RESTED,
                                Signal.OPENED,
                                Signal.OVER,
                                Signal.FAILED),
                        new Open(),
                        new Pause(Backoff.FIRST),
                        new Open(),
                        new Pause(2 * Backoff.FIRST),
                        new Open(),
                        new TellOpened(),
                        new TellLost(),
                        new Open(),
                        new Pause(Backoff.FIRST)),
                row(
                        "is told once that a session is over",
                        of(Signal.START, Signal.OPENED, Signal.OVER, Signal.OVER),
                        new Open(),
                        new TellOpened(),
                        new TellLost(),
                        new Open()),
                row(
                        "gives the session back when it is closed, and ends once",
                        of(Signal.START, Signal.OPENED, Signal.CLOSE, Signal.OVER, Signal.CLOSE),
                        new Open(),
                        new TellOpened(),
                        new Revoke(),
                        new End()),
                row(
                        "revokes what is opened too late",
                        of(Signal.START, Signal.CLOSE, Signal.OPENED),
                        new Open(),
                        new End(),
                        new Revoke()),
                row(
                        "does nothing after a pause that is closed",
                        of(Signal.START, Signal.FAILED, Signal.CLOSE, Signal.RESTED, Signal.FAILED),
                        new Open(),
                        new Pause(Backoff.FIRST),
                        new End()),
                row(
                        "ends with its client",
                        of(Signal.START, Signal.OPENED, Signal.OVER, Signal.CLIENT_CLOSED, Signal.CLOSE),
                        new Open(),
                        new TellOpened(),
                        new TellLost(),
                        new Open(),
                        new End()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void doesWhatIsDue(String name, List<Signal> signals, List<Effect> effects) {
        LastingMachine machine = new LastingMachine();
        List<Effect> done = new ArrayList<>();
        signals.forEach(signal -> done.addAll(machine.on(signal)));
        assertThat(done).isEqualTo(effects);
    }

    @Test
    void pausesAreBounded() {
        LastingMachine machine = new LastingMachine();
        machine.on(Signal.START);
        for (int i = 0; i < 100; i++) {
            assertThat(machine.on(Signal.FAILED))
                    .allSatisfy(
                            effect -> assertThat(((Pause) effect).nanos()).isBetween(Backoff.FIRST, Backoff.LONGEST));
            machine.on(Signal.RESTED);
        }
    }

    private static List<Signal> of(Signal... signals) {
        return List.of(signals);
    }

    private static Arguments row(String name, List<Signal> signals, Effect... effects) {
        return Arguments.of(name, signals, List.of(effects));
    }
}
