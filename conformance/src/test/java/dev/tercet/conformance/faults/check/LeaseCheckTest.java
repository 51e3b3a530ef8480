package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.FaultSpan.Reach;
import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.LeaseRecord;
import dev.tercet.conformance.faults.history.LeaseRecord.Sighting;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Leases that lived as they should, and some that did not. Times are seconds; a TTL is 10, the server's slack 2. */
class LeaseCheckTest {
    private static final long NEVER = Operation.NEVER;
    private static final long SECOND = 1_000_000_000;

    private final List<Glance> glances = new ArrayList<>();

    private static long nanos(long seconds) {
        return seconds == NEVER ? NEVER : seconds * SECOND;
    }

    private static LeaseRecord lease(long lost, long leftAlone, long revoked, Sighting... sightings) {
        return lease(lost, leftAlone, revoked, false, null, sightings);
    }

    private static LeaseRecord lease(
            long lost, long leftAlone, long revoked, boolean kept, End refusal, Sighting... sightings) {
        return lease(10, lost, leftAlone, revoked, kept, refusal, sightings);
    }

    private static LeaseRecord lease(
            long ttl, long lost, long leftAlone, long revoked, boolean kept, End refusal, Sighting... sightings) {
        return new LeaseRecord(
                7,
                "c",
                nanos(ttl),
                0,
                refusal == null ? 1 : NEVER,
                refusal,
                kept,
                nanos(lost),
                lost == NEVER ? "" : "RAN_OUT",
                nanos(leftAlone),
                revoked == NEVER ? NEVER : nanos(revoked) - 1,
                nanos(revoked),
                List.of(sightings));
    }

    private static Sighting seen(long asked, boolean alive) {
        return new Sighting(nanos(asked), nanos(asked) + 1, alive);
    }

    /** All members were well in these seconds, at this term. */
    private void well(long from, long to, long term) {
        LongStream.rangeClosed(from * 4, to * 4)
                .mapToObj(each -> new Glance(0, each * SECOND / 4, each * SECOND / 4 + 1, true, term, 0))
                .forEach(glances::add);
    }

    private History history(LeaseRecord lease, FaultSpan... faults) {
        return new History(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(lease),
                        List.of(faults),
                        RevisionLog.NONE,
                        nanos(1_000))
                .withGlances(glances);
    }

    private List<String> rules(LeaseRecord lease, FaultSpan... faults) {
        Settings settings = Settings.DEFAULT.withSlack(Duration.ZERO).withServerSlack(Duration.ofSeconds(2));
        return LeaseCheck.of(history(lease, faults), settings).stream()
                .map(Violation::rule)
                .toList();
    }

    private static FaultSpan fault(String name, long began, long ended, Reach reach) {
        return new FaultSpan(name, List.of("m1"), nanos(began), nanos(ended), reach);
    }

    @Test
    void keptWhileItsClientReachesAMajority() {
        assertThat(rules(lease(NEVER, NEVER, NEVER, seen(5, true)))).isEmpty();
        assertThat(rules(lease(50, NEVER, NEVER))).containsExactly("lease: kept");
        assertThat(rules(lease(50, NEVER, NEVER), fault("kill", 39, 60, Reach.MAJORITY)))
                .containsExactly("lease: kept");
        assertThat(rules(lease(50, NEVER, NEVER), fault("pause-all", 39, 60, Reach.PERHAPS_NONE)))
                .isEmpty();
    }

    @Test
    void whatTheMembersSayIsAnExcuse() {
        well(0, 41, 2);
        well(45, 1_000, 2);
        assertThat(rules(lease(50, NEVER, NEVER))).isEmpty();
        assertThat(rules(lease(40, NEVER, NEVER))).containsExactly("lease: kept");
        assertThat(rules(lease(56, NEVER, NEVER))).containsExactly("lease: kept");
    }

    @Test
    void anElectionIsNone() {
        well(0, 41, 2);
        well(43, 1_000, 3);
        assertThat(rules(lease(50, NEVER, NEVER))).containsExactly("lease: kept");
    }

    @Test
    void aBriefOneIsLostToAnyTroubleButNotToNone() {
        assertThat(rules(brief(50))).containsExactly("lease: kept");
        assertThat(rules(brief(50), fault("unheard", 48, 52, Reach.MAJORITY))).isEmpty();
        assertThat(rules(brief(50), fault("unheard", 40, 46, Reach.MAJORITY))).containsExactly("lease: kept");
        assertThat(rules(brief(50), fault("compact", 48, 49, Reach.MAJORITY))).containsExactly("lease: kept");
        well(0, 47, 2);
        well(49, 1_000, 3);
        assertThat(rules(brief(50))).isEmpty();
        assertThat(rules(brief(60))).containsExactly("lease: kept");
        // The loss is signalled in any case.
        assertThat(rules(brief(NEVER, seen(50, false)))).containsExactly("lease: loss signalled");
    }

    @Test
    void whereThreadsAreLateABriefOneMayBeLost() {
        Settings late = Settings.DEFAULT.withSlack(Duration.ofSeconds(1));
        assertThat(LeaseCheck.of(history(brief(50)), late)).isEmpty();
        assertThat(LeaseCheck.of(history(lease(50, NEVER, NEVER)), late)).hasSize(1);
    }

    private static LeaseRecord brief(long lost, Sighting... sightings) {
        return lease(3, lost, NEVER, NEVER, true, null, sightings);
    }

    @Test
    void goneOnPurpose() {
        assertThat(rules(lease(50, 49, NEVER))).isEmpty();
        assertThat(rules(lease(50, NEVER, 49, seen(60, false)))).isEmpty();
        assertThat(rules(lease(NEVER, NEVER, 49, seen(60, true)))).containsExactly("lease: revoked");
    }

    @Test
    void aLossIsSignalled() {
        FaultSpan without = fault("kill-all", 40, 50, Reach.PERHAPS_NONE);
        assertThat(rules(lease(50, NEVER, NEVER, seen(50, false)), without)).isEmpty();
        assertThat(rules(lease(51, NEVER, NEVER, seen(50, false)), without)).containsExactly("lease: loss signalled");
        assertThat(rules(lease(NEVER, NEVER, NEVER, seen(50, false))))
                .containsExactly("lease: kept", "lease: loss signalled");
    }

    @Test
    void endsWhenLeftAlone() {
        assertThat(rules(lease(NEVER, 20, NEVER, seen(32, true)))).isEmpty();
        assertThat(rules(lease(NEVER, 20, NEVER, seen(33, true)))).containsExactly("lease: ends");
    }

    @Test
    void noFaultIsAnExcuseThatCannotPutOffTheEnd() {
        for (String name : List.of("kill", "cut", "compact", "unheard", "pause")) {
            FaultSpan fault = fault(name, 19, 33, Reach.MAJORITY);
            assertThat(rules(lease(NEVER, 20, NEVER, seen(33, true)), fault))
                    .as(name)
                    .containsExactly("lease: ends");
        }
        // A renewal on its way may come when the fault ends, if there was one.
        FaultSpan heldBack = fault("held-back", 19, 24, Reach.MAJORITY);
        LeaseRecord kept = lease(NEVER, 20, NEVER, true, null, seen(33, true), seen(36, true));
        assertThat(rules(kept, heldBack)).isEmpty();
        assertThat(rules(lease(NEVER, 20, NEVER, true, null, seen(37, true)), heldBack))
                .containsExactly("lease: ends");
        assertThat(rules(lease(NEVER, 20, NEVER, seen(33, true)), heldBack)).containsExactly("lease: ends");
        // Seen twice, told once.
        assertThat(rules(kept, fault("held-back", 21, 24, Reach.MAJORITY))).containsExactly("lease: ends");
    }

    @Test
    void aNewLeaderBeginsToCountAnew() {
        well(0, 25, 2);
        well(26, 1_000, 3);
        assertThat(rules(lease(NEVER, 20, NEVER, seen(38, true)))).isEmpty();
        assertThat(rules(lease(NEVER, 20, NEVER, seen(39, true)))).containsExactly("lease: ends");
        // One that had come before, and one that came too late to matter.
        assertThat(rules(lease(NEVER, 27, NEVER, seen(40, true)))).containsExactly("lease: ends");
        assertThat(rules(lease(NEVER, 10, NEVER, seen(33, true)))).containsExactly("lease: ends");
    }

    @Test
    void withoutAMajorityNothingEnds() {
        well(0, 29, 2);
        well(34, 1_000, 2);
        // And when there is one again, the leader tries anew after a while.
        assertThat(rules(lease(NEVER, 20, NEVER, seen(39, true)))).isEmpty();
        assertThat(rules(lease(NEVER, 20, NEVER, seen(40, true)))).containsExactly("lease: ends");
    }

    @Test
    void whatTheLogShowsToHaveEndedIsSignalled() {
        // On lease 7: there at revision 2, gone at revision 3, and another key written at 4, by second 30.
        SimulatedEtcd etcd = new SimulatedEtcd();
        List<Operation> operations =
                Told.history(String.format("a 0-1 put k v lease 7 => @2 \n b 20-%d put j w => @4", nanos(30)));
        etcd.apply(operations.get(0).act());
        etcd.apply(Told.history("a 0-9 del k => @3").get(0).act());
        etcd.apply(operations.get(1).act());
        assertThat(rulesByLog(etcd, operations, lease(30, NEVER, NEVER))).isEmpty();
        assertThat(rulesByLog(etcd, operations, lease(NEVER, 29, NEVER))).isEmpty();
        assertThat(rulesByLog(etcd, operations, lease(31, NEVER, NEVER))).containsExactly("lease: loss signalled");
        assertThat(rulesByLog(etcd, operations, lease(NEVER, NEVER, NEVER))).containsExactly("lease: loss signalled");
        // Who deletes the key itself says nothing of the lease.
        List<Operation> deleted = new ArrayList<>(operations);
        deleted.addAll(Told.history("c 2-3 del k => @3"));
        assertThat(rulesByLog(etcd, deleted, lease(NEVER, NEVER, NEVER))).isEmpty();
    }

    private static List<String> rulesByLog(SimulatedEtcd etcd, List<Operation> operations, LeaseRecord lease) {
        FaultSpan without = fault("kill-all", 20, 31, Reach.PERHAPS_NONE);
        History history = new History(
                operations, List.of(), List.of(), List.of(lease), List.of(without), etcd.log(), nanos(1_000));
        return LeaseCheck.of(history, Settings.DEFAULT.withSlack(Duration.ZERO)).stream()
                .map(Violation::rule)
                .toList();
    }

    @Test
    void askingForOneFailsInTypes() {
        assertThat(rules(lease(NEVER, NEVER, NEVER, false, new End.Unknown("TIMEOUT", "late"))))
                .isEmpty();
        assertThat(rules(lease(NEVER, NEVER, NEVER, false, new End.Untyped("java.lang.Error", "oh"))))
                .containsExactly("typed errors");
    }
}
