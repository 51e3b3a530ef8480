package dev.tercet.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Interrupted;
import dev.tercet.watch.WatchSignal.Progress;
import dev.tercet.watch.WatchSignal.Resumed;
import dev.tercet.watch.WatchSignal.Started;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupMachineTest {
    private static final KeyRange A = KeyRange.of("a");
    private static final KeyRange B = KeyRange.of("b");
    private static final WatchSignal CUT = new Interrupted(Samples.failure(ErrorCode.UNAVAILABLE));

    private final GroupMachine group = new GroupMachine();

    private void startBoth() {
        group.add(A);
        group.add(B);
        says(A, new Started(10));
        says(B, new Started(10), new Started(10));
    }

    private void says(KeyRange range, WatchSignal signal, WatchSignal... whole) {
        assertThat(group.on(range, signal)).isEqualTo(List.of(whole));
    }

    private static Change change(KeyRange range, long revision) {
        return new Change(revision, List.of(Samples.put("x", revision)), range);
    }

    @Test
    void startsWhenAllHaveAtTheGreatestRevision() {
        group.add(A);
        group.add(B);
        says(B, new Started(12));
        says(A, new Started(10), new Started(12));
    }

    @Test
    void saysNothingOfInterruptionsBeforeTheStart() {
        group.add(A);
        group.add(B);
        says(A, CUT);
        says(A, new Started(10));
        says(B, new Started(10), new Started(10));
    }

    @Test
    void oneThatWasLostAgainBeforeTheStartIsSaidToBeSoAfterIt() {
        group.add(A);
        group.add(B);
        says(A, new Started(10));
        says(A, CUT);
        says(B, new Started(12), new Started(12), CUT);
        says(A, new Resumed(11), new Resumed(11));
    }

    @Test
    void isInterruptedWithTheFirstAndResumedWithTheLastAtTheLeastRevision() {
        startBoth();
        says(A, CUT, CUT);
        says(B, CUT);
        says(A, new Resumed(30));
        says(B, new Resumed(20), new Resumed(20));
    }

    @Test
    void isDoneWithARevisionWhenAllAre() {
        startBoth();
        says(A, new Progress(50));
        says(B, new Progress(40), new Progress(40));
        says(B, change(B, 60), change(B, 60));
        says(A, new Progress(70), new Progress(60));
    }

    @Test
    void goesOnWithoutTheRangeThatWasWaitedFor() {
        startBoth();
        says(A, CUT, CUT);
        says(B, CUT);
        says(B, new Resumed(20));
        assertThat(group.remove(A)).containsExactly(new Resumed(20));
        says(A, change(A, 60));
    }

    @Test
    void startsWithoutTheRangeThatWasWaitedFor() {
        group.add(A);
        group.add(B);
        says(A, new Started(10));
        assertThat(group.remove(B)).containsExactly(new Started(10));
    }

    @Test
    void aRangeThatJoinsLaterStartsUnseen() {
        startBoth();
        KeyRange late = KeyRange.of("c");
        group.add(late);
        says(late, new Started(90));
        says(late, change(late, 91), change(late, 91));
    }

    @Test
    void isBackWhenTheOnlyRangeThatWasLostLeaves() {
        startBoth();
        says(A, change(A, 60), change(A, 60));
        says(B, CUT, CUT);
        assertThat(group.remove(B)).containsExactly(new Resumed(61));
        says(A, CUT, CUT);
        says(A, new Resumed(61), new Resumed(61));
    }

    @Test
    void isBackWithTheNextRangeIfAllThatWereLostHaveLeft() {
        startBoth();
        says(A, CUT, CUT);
        says(B, CUT);
        assertThat(group.remove(A)).isEmpty();
        group.add(A);
        assertThat(group.remove(B)).isEmpty();
        says(A, new Started(90), new Resumed(90));
    }

    @Test
    void aRangeThatJoinsDuringAnInterruptionIsNotWaitedFor() {
        startBoth();
        says(A, CUT, CUT);
        says(B, CUT);
        KeyRange late = KeyRange.of("c");
        group.add(late);
        says(A, new Resumed(30));
        says(B, new Resumed(20), new Resumed(20));
        says(late, new Started(90));
    }

    @Test
    void aRangeWhoseJoiningIsInterruptedTooIsWaitedFor() {
        startBoth();
        says(A, CUT, CUT);
        KeyRange late = KeyRange.of("c");
        group.add(late);
        says(late, CUT);
        says(A, new Resumed(20));
        says(late, new Started(90), new Resumed(20));
    }
}
