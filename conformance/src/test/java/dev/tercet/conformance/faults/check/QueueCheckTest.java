package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Hold;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queues before a lock in which everybody had a turn in the right order, and some in which somebody did not. */
class QueueCheckTest {
    private static final long NEVER = Operation.NEVER;

    /** One comes at revision 2 and another at 3; the first writes at 4 and leaves at 5, the second writes at 6 and leaves at 7. */
    private static final String IN_TURN = """
            s 0-9 put locks/a/1 x => @2
            s 0-9 put locks/a/2 x => @3
            s 0-9 put guarded/locks/a 2.1 => @4
            s 0-9 del locks/a/1 => @5
            s 0-9 put guarded/locks/a 3.2 => @6
            s 0-9 del locks/a/2 => @7
            """;

    private static RevisionLog log(String lines) {
        SimulatedEtcd etcd = new SimulatedEtcd();
        Told.history(lines).forEach(each -> etcd.apply(each.act()));
        return etcd.log();
    }

    private static Hold held(long token, long answered, long releasing, long lost) {
        return new Hold(
                token, "locks/a", "c" + token, 0, NEVER, answered, null, token, 0, releasing, NEVER, lost, NEVER);
    }

    private static List<String> rules(String log, String operations, Hold... holds) {
        History history =
                new History(Told.history(operations), List.of(), List.of(holds), List.of(), List.of(), log(log), 1000);
        return QueueCheck.of(history, Settings.DEFAULT.withSlack(Duration.ZERO)).stream()
                .map(Violation::rule)
                .toList();
    }

    @Test
    void inTurn() {
        assertThat(rules(
                        IN_TURN,
                        "a 40-49 put guarded/locks/a 2.1 => @4 \n b 60-69 put guarded/locks/a 3.2 => @6",
                        held(2, 30, 50, NEVER),
                        held(3, 55, 70, NEVER)))
                .isEmpty();
    }

    @Test
    void withoutALogNothingIsSaid() {
        History history = new History(
                List.of(), List.of(), List.of(held(2, 30, 50, NEVER)), List.of(), List.of(), RevisionLog.NONE, 1000);
        assertThat(QueueCheck.of(history, Settings.DEFAULT)).isEmpty();
    }

    @Test
    void nobodyIsServedBeforeWhoCameEarlierAndIsThere() {
        // What began at 35 has revision 4, so that at 30 the first had not left.
        String operations = "a 35-49 put guarded/locks/a 2.1 => @4";
        assertThat(rules(IN_TURN, operations, held(3, 30, 31, NEVER))).containsExactly("lock: in turn");
        assertThat(rules(IN_TURN, operations, held(3, 36, 37, NEVER))).isEmpty();
        // A read that began then will do as well, unless it may show what was long ago.
        assertThat(rules(IN_TURN, "a 35-49 get j => j=none @4", held(3, 30, 31, NEVER)))
                .containsExactly("lock: in turn");
        assertThat(rules(IN_TURN, "a 35-49 old j => j=none @4", held(3, 30, 31, NEVER)))
                .isEmpty();
    }

    @Test
    void whoGaveUpIsNotWaitedFor() {
        String gaveUp = "s 0-9 put locks/a/1 x => @2 \n s 0-9 put locks/a/2 x => @3 \n s 0-9 del locks/a/1 => @4";
        assertThat(rules(gaveUp, "a 35-49 put j v => @5", held(3, 30, 31, NEVER)))
                .isEmpty();
    }

    @Test
    void whoNeverStoodInTheQueueIsNotServed() {
        assertThat(rules(IN_TURN, "", held(4, 30, 31, NEVER))).containsExactly("lock: in turn");
        // Of what the log does not cover nothing is said.
        assertThat(rules(IN_TURN, "", held(8, 30, 31, NEVER))).isEmpty();
    }

    @Test
    void onlyTheHolderWrites() {
        assertThat(rules(IN_TURN.replace("2.1", "3.1"), "", held(2, 30, 50, NEVER)))
                .containsExactly("lock: fenced");
        assertThat(rules(IN_TURN.replace("3.2", "2.2"), "", held(2, 30, 50, NEVER)))
                .containsExactly("lock: fenced");
        assertThat(rules(IN_TURN.replace("3.2", "4.2"), "", held(2, 30, 50, NEVER)))
                .containsExactly("lock: fenced");
        String left = IN_TURN + "s 0-9 put guarded/locks/a 3.3 => @8";
        assertThat(rules(left, "", held(2, 30, 50, NEVER))).containsExactly("lock: fenced");
        // That of another lock is another thing.
        assertThat(rules(IN_TURN.replace("guarded/locks/a 2.1", "guarded/locks/b 3.1"), "", held(2, 30, 50, NEVER)))
                .isEmpty();
    }

    @Test
    void aLossIsSignalledWhenTheKeyIsGone() {
        // By 69 revision 6 was there, and so the first place was gone at 5.
        String operations = "b 60-69 put guarded/locks/a 3.2 => @6";
        assertThat(rules(IN_TURN, operations, held(2, 30, NEVER, 69))).isEmpty();
        assertThat(rules(IN_TURN, operations, held(2, 30, NEVER, 70))).containsExactly("lock: loss signalled");
        assertThat(rules(IN_TURN, operations, held(2, 30, 70, 80))).containsExactly("lock: loss signalled");
        assertThat(rules(IN_TURN, operations, held(2, 30, NEVER, NEVER))).containsExactly("lock: loss signalled");
        // As long as nobody knows that it was gone, nobody is to blame.
        assertThat(rules(IN_TURN, "b 60-69 put guarded/locks/a 2.1 => @4", held(2, 30, NEVER, NEVER)))
                .isEmpty();
    }
}
