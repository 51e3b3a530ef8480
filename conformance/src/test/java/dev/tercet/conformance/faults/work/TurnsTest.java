package dev.tercet.conformance.faults.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.Recorder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets no turn is found, however many turns others have. */
class TurnsTest {
    private final Turns turns = new Turns();

    @Test
    void whoHasNoneWaits() {
        List.of("a", "b", "c").forEach(turns::joins);
        // What was before does not count.
        turns.had("a");
        turns.had("c");
        Turns.Round round = turns.round();
        assertThat(round.waiting()).containsExactly("a", "b", "c");
        turns.had("b");
        turns.had("b");
        turns.had("b");
        assertThat(round.waiting()).containsExactly("a", "c");
        turns.had("a");
        turns.had("c");
        assertThat(round.waiting()).isEmpty();
    }

    @Test
    void whoStarvesIsTold() {
        Stage stage = new Stage(new Recorder(), 1);
        Lockers lockers = new Lockers(stage, new Crew(stage));
        lockers.everybodyHasTurn(Duration.ZERO);
        assertThat(stage.violations()).isEmpty();
        lockers.turns().joins("a");
        lockers.everybodyHasTurn(Duration.ZERO);
        assertThat(stage.violations()).singleElement().asString().contains("starved: a had no turn");
    }
}
