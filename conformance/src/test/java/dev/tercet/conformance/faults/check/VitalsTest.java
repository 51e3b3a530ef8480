package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of members from what they said. Times are nanoseconds, but for compactions, which have a second of their own. */
class VitalsTest {
    private static final long SECOND = 1_000_000_000;

    private static Vitals vitals(Glance... glances) {
        History nothing = new History(List.of(), List.of(), List.of(), List.of(), List.of(), RevisionLog.NONE, 1_000);
        return new Vitals(nothing.withGlances(List.of(glances)));
    }

    private static Glance well(int member, long asked, long at) {
        return new Glance(member, asked, at, true, 0, -1);
    }

    @Test
    void nobodyWasAsked() {
        assertThat(vitals().isKnown()).isFalse();
        assertThat(vitals().withoutMajority(1)).isEmpty();
    }

    @Test
    void oneThatIsWellIsEnough() {
        Glance ill = new Glance(1, 100, 900, false, 0, -1);
        assertThat(vitals(well(0, 0, 10), ill, well(2, 300, 310), well(2, 700, 710))
                        .withoutMajority(410))
                .isEmpty();
        assertThat(vitals(well(0, 0, 10), ill, well(2, 310, 320), well(2, 800, 810))
                        .withoutMajority(400))
                .containsExactly(new Vitals.Span(310, 810));
    }

    @Test
    void oneThatIsNotWellIsFound() {
        assertThat(vitals().anyUnwell(1)).isEmpty();
        Glance[] first = {well(0, 0, 10), well(0, 300, 310), well(0, 700, 710)};
        assertThat(vitals(first).anyUnwell(410)).isEmpty();
        assertThat(vitals(first[0], first[1], first[2], well(1, 0, 10), well(1, 600, 650))
                        .anyUnwell(410))
                .containsExactly(new Vitals.Span(0, 650));
    }

    @Test
    void whoAnswersLateWasPerhapsWellOnlyThen() {
        assertThat(vitals(well(0, 0, 10), well(0, 20, 700)).withoutMajority(500))
                .containsExactly(new Vitals.Span(0, 700), new Vitals.Span(20, Operation.NEVER));
    }

    @Test
    void termsBeginBetweenTwoAnswers() {
        Vitals vitals = vitals(
                new Glance(0, 0, 10, true, 2, -1),
                new Glance(1, 20, 30, true, 2, -1),
                new Glance(0, 40, 50, true, 3, -1),
                new Glance(1, 60, 70, true, 2, -1));
        assertThat(vitals.newTerms()).containsExactly(new Vitals.Event(20, 50, 3));
    }

    @Test
    void whatIsCompactedMayBeSoSinceItWasAskedAndWasNot() {
        Vitals vitals = vitals(
                new Glance(0, 0, 10, true, 2, 0),
                new Glance(0, 5 * SECOND, 5 * SECOND + 10, true, 2, 0),
                new Glance(1, 6 * SECOND, 6 * SECOND + 10, true, 2, -1),
                new Glance(0, 7 * SECOND, 7 * SECOND + 10, true, 2, 33));
        assertThat(vitals.compactedBy(4 * SECOND - 1)).isZero();
        assertThat(vitals.compactedBy(4 * SECOND)).isEqualTo(33);
    }
}
