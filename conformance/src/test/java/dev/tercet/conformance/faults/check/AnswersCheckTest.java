package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.FaultSpan;
import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks that hold answers against each other, against time, and against a log. */
class AnswersCheckTest {
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // Serializable gets may be old, and no more than that.
                "\"a 0-9 put k v1 => @2 \n a 10-19 put k v2 => @3 \n b 20-29 old k => k=v1#2 @2\"|",
                "\"a 0-9 put k v1 => @2 \n a 10-19 put k v2 => @3 \n b 20-29 old k => k=v1#2 @3\"| states",
                "\"a 0-9 put k v1 => @2 \n b 20-29 old k => k=none @2\"| states",
                "\"a 0-9 put k v1 => @2 \n a 10-19 del k => @3 \n b 20-29 old k => k=none @3\"|",
                "\"a 0-9 put k v1 => @2 \n a 10-19 del k => @3 \n b 20-29 old k => k=v1#2 @3\"| states",
                "\"a 0-9 put k v1 => @2 \n a 10-19 del k => ? \n b 20-29 old k => k=none @3\"|",
                "\"a 0-9 put k v1 lease 7 => @2 \n b 20-29 old k => k=none @3\"|",
                "\"b 0-9 old k => k=v1#2 @2 \n a 10-19 put k v1 => ?\"| values",
                "\"b 0-9 old k => k=v1#2 @2\"| values",
                "\"a 0-9 put k v1 => ! \n b 10-19 old k => k=v1#2 @2\"| not applied",
                "\"a 0-9 put k v1 => ? \n b 10-19 old k => k=v1#2 @2 \n b 20-29 old k => k=v1#4 @4\"| once",
                "\"a 0-9 put k v1 => @2 \n b 10-19 old k => k=v1#3 @3\"| once",
                "\"a 0-9 put k v1 => @2 \n a 0-9 put j v2 => @2\"| revisions",
                "\"a 0-9 put k v1 => @3 \n a 10-19 put j v2 => @2\"| time order",
                "\"a 0-9 put k v1 => @3 \n a 10-19 get j => j=none @2\"| time order",
                "\"a 0-9 put k v1 => @3 \n a 10-19 old j => j=none @2\"|",
                "\"a 0-9 get k => ?\"| outcome",
            })
    void whatIsWrong(String lines, String rule) {
        List<Violation> violations = Checks.of(History.of(Told.history(lines)));
        if (rule == null) {
            assertThat(violations).isEmpty();
        } else {
            assertThat(violations).extracting(Violation::rule).contains(rule);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // The server did: put k v1 at 2, put k v2 at 3, delete k at 4, put k v3 and put j w1 at 5.
                "a 0-9 put k v1 => @2|",
                "a 0-9 put k v1 => @9|",
                "\"a 0-9 put k v1 => @2 \n a 10-19 put k v9 => @3\"| log",
                "\"a 0-9 put k v1 => @2 \n a 10-19 put k v2 => @3 \n a 20-29 del k => @4\"|",
                "\"a 0-9 put k v1 => @2 \n a 10-19 put k v2 => ? \n a 20-29 del k => ?\"|",
                "\"a 0-9 put k v1 => @2 \n a 10-19 put k v2 => ! \n a 20-29 del k => ?\"| not applied",
                "\"a 0-9 txn ? put k v3 & put j w1 => @5\"|",
                "\"a 0-9 put k v3 => @5\"| log",
                "\"a 0-9 cas k #0 v3 => @5\"| log",
                "\"a 0-9 put k v1 => @2 \n a 10-19 cas k #2 v2 => @3\"|",
                "\"a 0-9 put k v1 => @2 \n a 10-19 cas k =v1 v8 => no k=v1#2 @2\"| log",
                "\"a 0-9 put k v1 => @2 \n a 10-19 cas k =v0 v8 => no k=v1#2 @2\"|",
                "\"b 0-9 old k => k=v1#2 @2\"|",
                "\"b 0-9 old k => k=v1#2 @3\"| log",
                "\"b 0-9 old k => k=none @4\"|",
                "\"b 0-9 old k => k=none @3\"| log",
                "\"b 0-9 txn k#0 ? put k v3 & put j w1 => @5\"|",
                "\"b 0-9 txn k#3 ? put k v3 & put j w1 => @5\"| log",
                "\"b 0-9 del k => no @3\"| log",
                "\"b 0-9 put k v1 => ? \n b 10-19 put k v2 => @2\"| log",
                "\"b 0-9 put k v2 => @3 \n b 10-19 put k v1 => ?\"| time order",
            })
    void whatIsWrongByTheLog(String lines, String rule) {
        SimulatedEtcd etcd = new SimulatedEtcd();
        Told.history(
                        "a 0-9 put k v1 => @2 \n a 0-9 put k v2 => @3 \n a 0-9 del k => @4 \n a 0-9 txn ? put k v3 & put j w1 => @5")
                .forEach(each -> etcd.apply(each.act()));
        List<Operation> operations = Told.history(lines);
        History history = History.of(operations).withLog(etcd.log());
        List<Violation> violations = new ArrayList<>(LogCheck.of(history));
        violations.addAll(TimeOrder.of(history));
        violations.addAll(OutcomeCheck.of(history, Settings.DEFAULT));
        // Of what only some of the calls are told, the rest is from nobody.
        violations.removeIf(each -> each.operations().isEmpty());
        if (rule == null) {
            assertThat(violations).isEmpty();
        } else {
            assertThat(violations).extracting(Violation::rule).contains(rule);
        }
    }

    @Test
    void whatIsInTheLogIsFromSomebody() {
        SimulatedEtcd etcd = new SimulatedEtcd();
        List<Operation> all = Told.history("a 0-9 put k v1 => ? \n a 10-19 del k => ? \n a 20-29 put k v2 => ?");
        all.forEach(each -> etcd.apply(each.act()));
        assertThat(Checks.of(History.of(all).withLog(etcd.log()))).isEmpty();
        assertThat(LogCheck.of(History.of(all.subList(0, 2)).withLog(etcd.log())))
                .extracting(Violation::says)
                .singleElement()
                .asString()
                .contains("nobody wrote");
        assertThat(LogCheck.of(History.of(List.of(all.get(0), all.get(2))).withLog(etcd.log())))
                .extracting(Violation::says)
                .singleElement()
                .asString()
                .contains("was deleted at revisions [3]");
    }

    @Test
    void failuresAreTyped() {
        List<Operation> operations = List.of(new Operation(
                1,
                "a",
                0,
                9,
                Told.history("a 0-9 put k v => ?").get(0).act(),
                End.failed(new CompletionException(new IllegalStateException("oh")))));
        assertThat(Checks.of(History.of(operations)))
                .extracting(Violation::rule)
                .containsExactly("typed errors");
    }

    @Test
    void whatWasSentToNobodyIsNotUnknown() {
        assertThat(ends(new End.Unknown("TIMEOUT", "no reply", true, null))).isEmpty();
        assertThat(ends(new End.NotApplied("TIMEOUT", "no connection"))).isEmpty();
        assertThat(ends(new End.Unknown("TIMEOUT", "no connection", false, null)))
                .containsExactly("outcome");
        assertThat(ends(new End.Unknown("NO_SPACE", "full"))).containsExactly("outcome");
    }

    @Test
    void withoutAFaultOnlyTimeLeavesAnOutcomeUnknown() {
        End broken = new End.Unknown("UNAVAILABLE", "the connection broke");
        // Nobody looked how the members were.
        assertThat(ends(broken)).isEmpty();
        assertThat(inCalm(broken)).containsExactly("outcome");
        assertThat(inCalm(new End.Unknown("TIMEOUT", "no reply"))).isEmpty();
        assertThat(inCalm(new End.NotApplied("UNAVAILABLE", "no connection"))).isEmpty();
        // The call takes from second 100 to 101; what a fault left is gone after 20 more.
        assertThat(inCalm(broken, fault(70, 79))).containsExactly("outcome");
        assertThat(inCalm(broken, fault(70, 81))).isEmpty();
        assertThat(inCalm(broken, fault(101, 102))).isEmpty();
        assertThat(inCalm(broken, fault(102, 103))).containsExactly("outcome");
    }

    @Test
    void membersWithTroublesAreAnExcuse() {
        End broken = new End.Unknown("UNAVAILABLE", "the connection broke");
        List<Glance> late = calm(second -> second < 95 || second > 97, second -> 2);
        List<Glance> elections = calm(second -> true, second -> second < 95 ? 2 : 3);
        List<Glance> longAgo = calm(second -> true, second -> second < 75 ? 2 : 3);
        assertThat(rules(sent(broken).withGlances(late))).isEmpty();
        assertThat(rules(sent(broken).withGlances(elections))).isEmpty();
        assertThat(rules(sent(broken).withGlances(longAgo))).containsExactly("outcome");
    }

    private static List<String> ends(End end) {
        return rules(sent(end));
    }

    private static List<String> inCalm(End end, FaultSpan... faults) {
        return rules(sent(end, faults).withGlances(calm(second -> true, second -> 2)));
    }

    private static FaultSpan fault(int began, int ended) {
        return new FaultSpan("kill", List.of("m1"), began * SECOND, ended * SECOND, FaultSpan.Reach.MAJORITY);
    }

    /** For 200 seconds, two answers in each. */
    private static List<Glance> calm(LongPredicate well, LongUnaryOperator term) {
        return LongStream.range(0, 400)
                .filter(half -> well.test(half / 2))
                .mapToObj(half ->
                        new Glance(0, half * SECOND / 2, half * SECOND / 2 + 1, true, term.applyAsLong(half / 2), 0))
                .toList();
    }

    private static History sent(End end, FaultSpan... faults) {
        Operation operation = new Operation(
                1,
                "a",
                100 * SECOND,
                101 * SECOND,
                Told.history("a 0-9 put k v => ?").get(0).act(),
                end);
        return new History(
                List.of(operation), List.of(), List.of(), List.of(), List.of(faults), RevisionLog.NONE, 200 * SECOND);
    }

    private static List<String> rules(History history) {
        return Checks.of(history).stream().map(Violation::rule).toList();
    }

    @Test
    void callsEndInTime() {
        Settings settings = Settings.DEFAULT.withCallsEnd(Duration.ofNanos(15));
        History late =
                History.of(Told.history("a 0-10 put k v1 => @2 \n a 20-40 put k v2 => ? \n b 30- put k v3 => ..."));
        assertThat(Checks.of(late, settings))
                .extracting(Violation::operations)
                .containsExactly(List.of(2L), List.of(3L));
    }

    @Test
    void logsAreJoined() {
        SimulatedEtcd etcd = new SimulatedEtcd();
        List<Operation> operations =
                Told.history("a 0-9 put k v1 => @2 \n a 10-19 put k v2 => @3 \n a 20-29 put k v3 => @4");
        etcd.apply(operations.get(0).act());
        etcd.apply(operations.get(1).act());
        RevisionLog first = etcd.log();
        etcd.apply(operations.get(2).act());
        RevisionLog later = new RevisionLog(
                2,
                List.of(first.changes().get(0).events().get(0).kv()),
                etcd.log().changes().subList(1, 3),
                4);
        assertThat(first.then(later)).isEqualTo(etcd.log());
        assertThat(LogCheck.of(History.of(operations).withLog(later))).isEmpty();
    }
}
