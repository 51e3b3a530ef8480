package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchEvent.Type;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for an order, on histories that are known to have one and on some that are known to have none. */
class LinearizabilityTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Nothing, and one after the other.
                "",
                "a 0-10 put k v1 => @2 \n a 20-30 get k => k=v1#2 @2 \n a 40-50 del k => @3 \n a 60-70 get k => k=none @3",
                // Concurrent reads of a write see the old and the new.
                "a 0-10 put k v1 => @2 \n a 20-90 put k v2 => @3 \n b 30-40 get k => k=v1#2 @2 \n b 50-60 get k => k=v2#3 @3",
                // Nothing is known of revisions.
                "a 0-10 put k v1 =>  \n a 20-90 put k v2 =>  \n b 30-40 get k => k=v1 \n b 50-60 get k => k=v2",
                // Of two concurrent writes the second by revision stays.
                "a 0-50 put k v1 => @3 \n b 10-40 put k v2 => @2 \n c 60-70 get k => k=v1#3 @3",
                // An unknown write that appears later, one that never does, and one that still pends.
                "a 0-10 put k v1 => ? \n b 20-30 get k => k=none @1 \n b 40-50 get k => k=v1#2 @2",
                "a 0-10 put k v1 => ? \n b 20-30 get k => k=none @1 \n b 40-50 get k => k=none @1",
                "a 0- put k v1 => ... \n b 20-30 get k => k=v1#2 @2",
                // An unknown delete that explains an absence, and a recreation.
                "a 0-10 put k v1 => @2 \n b 20-30 del k => ? \n a 40-50 get k => k=none @3 \n a 60-70 cas k #0 v2 => @4",
                // An unknown write that nobody saw explains that a compare failed.
                "a 0-10 put k v1 => @2 \n b 20-30 put k v2 => ? \n a 40-50 cas k #2 v3 => no @3",
                // A chain of unknown ones.
                "a 0-10 cas k #0 v1 => ? \n b 20-30 cas k =v1 v2 => ? \n c 40-50 cas k =v2 v3 => ? \n d 60-70 get k => k=v3#4 @4",
                // Of two that create a key one may.
                "a 0-50 cas k #0 v1 => @2 \n b 0-50 cas k #0 v2 => no k=v1#2 @2",
                // A refused write, and its failed read.
                "a 0-10 put k v1 => ! \n b 20-30 get k => k=none @1 \n b 40-50 get k => !",
                // An old state is good enough for a serializable get.
                "a 0-10 put k v1 => @2 \n a 20-30 put k v2 => @3 \n b 40-50 old k => k=v1#2 @2",
                // Two keys at once.
                "a 0-10 txn ? put k v1 & put j w1 => @2 \n b 20-30 txn ? get k & get j => k=v1#2 j=w1#2 @2",
                "a 0-30 txn k#0 ? put k v1 & put j w1 => @2 \n b 0-30 txn k#0 ? put k v2 : get k & get j => no k=v1#2 j=w1#2 @2",
                // An unknown transaction, both of whose halves are seen.
                "a 0-10 txn ? put k v1 & put j w1 => ? \n b 20-30 get k => k=v1#2 @2 \n b 40-50 get j => j=w1#2 @2",
                // A transaction reads what it wrote.
                "a 0-10 txn ? put k v1 & get k & del k & get k => k=v1#2 k=none @2",
                // A lease may run out, and may not.
                "a 0-10 put k v1 lease 7 => @2 \n b 20-30 get k => k=v1#2 @2 \n b 40-50 get k => k=none @3",
                // Two keys go with one lease at one revision.
                "a 0-10 txn ? put k v1 lease 7 & put j w1 lease 7 => @2 \n b 20-30 txn ? get k & get j => k=none j=none @3 \n"
                        + "b 40-50 put k v2 => @4",
                // An answer that tells what was there before.
                "a 0-10 put k v1 => k=none @2 \n a 20-30 put k v2 => k=v1#2 @3 \n a 40-50 del k => k=v2#3 @4 \n a 60-70 del k => no @4",
                // A key of others moved the revision on.
                "a 0-10 put k v1 => @2 \n b 20-30 get k => k=v1#2 @9 \n a 40-50 put k v2 => @10",
            })
    void thereIsAnOrder(String lines) {
        assertThat(Linearizability.of(History.of(Told.history(lines)), Settings.DEFAULT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Stale read.
                "a 0-10 put k v1 => @2 \n a 20-30 put k v2 => @3 \n b 40-50 get k => k=v1#2 @2",
                "a 0-10 put k v1 =>  \n a 20-30 put k v2 =>  \n b 40-50 get k => k=v1",
                // Lost update: the write was answered and is not there.
                "a 0-10 put k v1 => @2 \n b 20-30 get k => k=none @2",
                // New, then old.
                "a 0-10 put k v1 => @2 \n a 20-90 put k v2 => @3 \n b 30-40 get k => k=v2#3 @3 \n b 50-60 get k => k=v1#2 @2",
                // Aborted read: the write was refused and is there.
                "a 0-10 put k v1 => ! \n b 20-30 get k => k=v1#2 @2",
                // Read of what nobody wrote.
                "b 20-30 get k => k=v1#2 @2",
                // Both create the key.
                "a 0-50 cas k #0 v1 => @2 \n b 0-50 cas k #0 v2 => @3",
                // Both replace the same.
                "a 0-10 put k v0 => @2 \n a 20-50 cas k #2 v1 => @3 \n b 20-50 cas k #2 v2 => @4",
                // A compare failed for no reason.
                "a 0-10 put k v1 => @2 \n a 20-50 cas k #2 v2 => no @2",
                // An unknown write that appears, goes and appears again: it was sent twice.
                "a 0-10 put k v1 => ? \n b 20-30 get k => k=v1#2 @2 \n b 40-50 put k v2 => @3 \n b 60-70 get k => k=v1#4 @4",
                "a 0-10 put k v1 => ? \n b 20-30 get k => k=v1 \n b 40-50 put k v2 =>  \n b 60-70 get k => k=v1",
                // An unknown write seen before it began.
                "b 20-30 get k => k=v1#2 @2 \n a 40-50 put k v1 => ?",
                // A transaction torn apart.
                "a 0-10 txn ? put k v1 & put j w1 => @2 \n b 20-30 txn ? get k & get j => k=v1#2 j=none @2",
                "a 0-10 txn ? put k v1 & put j w1 => ? \n b 20-30 get k => k=v1#2 @2 \n b 40-50 get j => j=none @2",
                // The wrong branch.
                "a 0-10 put k v1 => @2 \n a 20-30 txn k=v1 ? put k v2 : put k v3 => no @3",
                // Keys that are in order each, and not together.
                "a 0-10 put k v1 => @2 \n a 20-30 put j w1 => @3 \n b 40-50 txn ? get k & get j => k=none j=w1#3 @3",
                // Revisions that go back, or that two share.
                "a 0-10 put k v1 => @3 \n a 20-30 put k v2 => @2",
                "a 0-50 put k v1 => @3 \n b 0-50 put k v2 => @3",
                "a 0-10 put k v1 => @3 \n a 20-30 get k => k=v1#3 @2",
                // The right value of a wrong revision.
                "a 0-10 put k v1 => @3 \n a 20-30 get k => k=v1#2 @3",
                // A put after a delete that found something, where there was nothing.
                "a 0-10 del k => @2",
                "a 0-10 put k v1 => @2 \n a 20-30 del k => no @2",
                // Gone, and no lease.
                "a 0-10 put k v1 => @2 \n b 20-30 put j w1 lease 7 => @3 \n b 40-50 get k => k=none @3",
                // A wrong value of before.
                "a 0-10 put k v1 => @2 \n a 20-30 put k v2 => k=none @3",
                // An unknown write has no revision to be at between two that follow each other.
                "a 0-10 put k v1 => @2 \n b 12-14 put k x => ? \n b 20-30 cas k =x v2 => @3",
                // An unknown write cannot have been where it was seen.
                "a 0-10 put k v1 => ? \n b 20-30 put k v2 => @5 \n c 40-50 get k => k=v1#4 @6",
            })
    void thereIsNoOrder(String lines) {
        List<Operation> operations = Told.history(lines);
        List<Violation> violations = Linearizability.of(History.of(operations), Settings.DEFAULT);
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).rule()).isEqualTo("linearizable");
        assertThat(violations.get(0).operations()).isNotEmpty();
    }

    @Test
    void aCallThatChangedNothingDidNotMakeTheRevisionItNames() {
        List<Operation> operations =
                Told.history("a 0-10 put k v1 => @2 \n a 20-30 del k => ? \n a 40-50 del j => no @3 \n"
                        + "a 60-70 cas k #2 v2 => no k=none @3");
        KeyValue gone = new KeyValue(Bytes.of("k"), Bytes.EMPTY, 0, 3, 0, 0);
        KeyValue put = new KeyValue(Bytes.of("k"), Bytes.of("v1"), 2, 2, 1, 0);
        RevisionLog log = new RevisionLog(0, List.of(), List.of(of(put, Type.PUT), of(gone, Type.DELETE)), 3);
        assertThat(Linearizability.of(History.of(operations).withLog(log), Settings.DEFAULT))
                .isEmpty();
    }

    private static WatchSignal.Change of(KeyValue kv, Type type) {
        return new WatchSignal.Change(kv.modRevision(), List.of(new WatchEvent(type, kv, null)), KeyRange.ALL);
    }

    @Test
    void theReportShowsTheFewestCalls() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            lines.append(String.format("a %d-%d put k v%d => @%d%n", i * 100, i * 100 + 10, i, i + 2));
            lines.append(String.format("b %d-%d get k => k=v%d#%d @%d%n", i * 100 + 20, i * 100 + 30, i, i + 2, i + 2));
            lines.append(String.format("c %d-%d put k x%d => ?%n", i * 100 + 35, i * 100 + 36, i));
        }
        lines.append("b 20000-20010 get k => k=v117#119 @119\n");
        List<Operation> operations = new ArrayList<>(Told.history(lines.toString()));
        Violation violation =
                Linearizability.of(History.of(operations), Settings.DEFAULT).get(0);
        // The read that is stale, who wrote what it saw, and what is later by revision and had ended before.
        assertThat(violation.operations()).hasSizeBetween(3, 4).contains(601L, 352L);
        assertThat(violation.says()).contains("k = v117").contains("alone cannot");
    }

    @Test
    void whatCannotBeDecidedIsNotWell() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            // Each may have happened or not, in any order, and all are of one group.
            lines.append(String.format("a 0-10 txn k%d=x ? put k%d y%d & put j z%d : put k%d x => ?%n", i, i, i, i, i));
        }
        lines.append("b 20-30 get j => j=nothing\n");
        List<Violation> violations = Linearizability.of(
                History.of(Told.history(lines.toString())), Settings.DEFAULT.withSearch(Duration.ofMillis(50)));
        assertThat(violations).extracting(Violation::rule).containsExactly(Violation.UNDECIDED);
    }
}
