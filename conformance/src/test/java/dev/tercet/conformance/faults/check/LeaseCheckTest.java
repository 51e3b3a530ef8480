package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.FaultSpan.Reach;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.LeaseRecord;
import dev.tercet.conformance.faults.history.LeaseRecord.Sighting;
import dev.tercet.conformance.faults.history.LeaseRecord.Span;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leases that lived as they should, and some that did not. Times are nanoseconds; a TTL is 100, the server's slack 20. */
class LeaseCheckTest {
    private static final long NEVER = Operation.NEVER;

    private static LeaseRecord lease(
            long lost, long leftAlone, long revoked, List<Span> cutOff, Sighting... sightings) {
        long revoking = revoked == NEVER ? NEVER : revoked - 1;
        return new LeaseRecord(
                7,
                "c",
                100,
                0,
                1,
                List.of(),
                lost,
                lost == NEVER ? "" : "RAN_OUT",
                leftAlone,
                revoking,
                revoked,
                cutOff,
                List.of(sightings));
    }

    private static List<String> rules(LeaseRecord lease, FaultSpan... faults) {
        History history =
                new History(List.of(), List.of(), List.of(), List.of(lease), List.of(faults), RevisionLog.NONE, 10_000);
        Settings settings = Settings.DEFAULT.withSlack(Duration.ZERO).withServerSlack(Duration.ofNanos(20));
        return LeaseCheck.of(history, settings).stream().map(Violation::rule).toList();
    }

    @Test
    void keptWhileItsClientReachesAMajority() {
        assertThat(rules(lease(NEVER, NEVER, NEVER, List.of(), new Sighting(50, 51, true))))
                .isEmpty();
        assertThat(rules(lease(500, NEVER, NEVER, List.of()))).containsExactly("lease: kept");
        assertThat(rules(lease(500, NEVER, NEVER, List.of(new Span(390, 450))))).isEmpty();
        assertThat(rules(lease(500, NEVER, NEVER, List.of(new Span(300, 390))))).containsExactly("lease: kept");
        FaultSpan kill = new FaultSpan("kill", List.of("m1"), 390, 600, Reach.MAJORITY);
        FaultSpan cut = new FaultSpan("cut", List.of("m1", "m2"), 390, 600, Reach.PERHAPS_NONE);
        assertThat(rules(lease(500, NEVER, NEVER, List.of()), kill)).containsExactly("lease: kept");
        assertThat(rules(lease(500, NEVER, NEVER, List.of()), cut)).isEmpty();
    }

    @Test
    void goneOnPurpose() {
        assertThat(rules(lease(500, 499, NEVER, List.of()))).isEmpty();
        assertThat(rules(lease(500, NEVER, 499, List.of(), new Sighting(600, 601, false))))
                .isEmpty();
        assertThat(rules(lease(NEVER, NEVER, 499, List.of(), new Sighting(600, 601, true))))
                .containsExactly("lease: revoked");
    }

    @Test
    void aLossIsSignalled() {
        List<Span> cutOff = List.of(new Span(400, 500));
        assertThat(rules(lease(500, NEVER, NEVER, cutOff, new Sighting(509, 510, false))))
                .isEmpty();
        assertThat(rules(lease(511, NEVER, NEVER, List.of(new Span(400, 511)), new Sighting(509, 510, false))))
                .containsExactly("lease: loss signalled");
        assertThat(rules(lease(NEVER, NEVER, NEVER, List.of(), new Sighting(509, 510, false))))
                .containsExactly("lease: kept", "lease: loss signalled");
    }

    @Test
    void endsWhenLeftAlone() {
        assertThat(rules(lease(NEVER, 200, NEVER, List.of(), new Sighting(320, 325, true))))
                .isEmpty();
        assertThat(rules(lease(NEVER, 200, NEVER, List.of(), new Sighting(321, 325, true))))
                .containsExactly("lease: ends");
        FaultSpan fault = new FaultSpan("kill", List.of("m1"), 250, 260, Reach.MAJORITY);
        assertThat(rules(lease(NEVER, 200, NEVER, List.of(), new Sighting(380, 385, true)), fault))
                .isEmpty();
        assertThat(rules(lease(NEVER, 200, NEVER, List.of(), new Sighting(381, 385, true)), fault))
                .containsExactly("lease: ends");
    }
}
