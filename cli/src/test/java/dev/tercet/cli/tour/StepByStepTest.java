package dev.tercet.cli.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepByStepTest {
    private final UnavailableException gone = new UnavailableException(
            Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "put \"a\": no connection"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private boolean walk(Step... steps) {
        Narrator narrator = new Narrator(new PrintWriter(out, true), new PrintWriter(err, true));
        return new StepByStep(narrator, false).through(List.of(steps));
    }

    private static Step fine(String name) {
        return new Step(name, () -> Line.atRevision(7, "all is well"));
    }

    @Test
    void tellsEveryStepAndTheSum() {
        assertThat(walk(fine("one"), fine("two"))).isTrue();
        assertThat(out.toString().lines())
                .containsExactly(
                        " 1  one              all is well" + " ".repeat(51) + "revision 7",
                        " 2  two              all is well" + " ".repeat(51) + "revision 7",
                        "tour: 2 steps, all as expected");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void stopsAtASurprise() {
        Step odd = new Step("odd", () -> {
            Expect.equal("color", "green", "red");
            return Line.of("never told");
        });
        assertThat(walk(fine("one"), odd, fine("three"))).isFalse();
        assertThat(out.toString()).contains(" 1  one").doesNotContain("never told", "three", "as expected");
        assertThat(err.toString().lines())
                .containsExactly(
                        "tour: step 2, odd: not as expected", "  expected:  color green", "  came:      color red");
    }

    @Test
    void aFailureIsASurpriseToo() {
        Step failing = new Step("failing", () -> {
            throw gone;
        });
        assertThat(walk(failing)).isFalse();
        assertThat(err.toString().lines())
                .containsExactly(
                        "tour: step 1, failing: not as expected",
                        "  expected:  an answer",
                        "  came:      UnavailableException: put \"a\": no connection");
    }

    @Test
    void expectations() {
        Expect.that(true, "anything", "nothing");
        assertThatThrownBy(() -> Expect.that(false, "more", 1)).hasMessage("expected more, but came 1");
        assertThat(Expect.present("one", Optional.of("x"))).isEqualTo("x");
        assertThatThrownBy(() -> Expect.present("one", Optional.empty())).hasMessage("expected one, but came nothing");
        assertThat(Expect.failure(UnavailableException.class, () -> {
                    throw gone;
                }))
                .isSameAs(gone);
        assertThatThrownBy(() -> Expect.failure(LeaseNotFoundException.class, () -> {
                    throw gone;
                }))
                .isInstanceOf(Surprise.class)
                .hasMessageContaining("UnavailableException");
        assertThatThrownBy(() -> Expect.failure(LeaseNotFoundException.class, () -> {}))
                .isInstanceOf(Surprise.class)
                .hasMessageContaining("no failure");
    }
}
