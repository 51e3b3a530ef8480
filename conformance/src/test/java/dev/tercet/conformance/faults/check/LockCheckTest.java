package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Hold;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Locks that were held as they should, and some that were not. Times are nanoseconds, and there is no slack. */
class LockCheckTest {
    private static final long NEVER = Operation.NEVER;

    private static Hold held(String lock, long answered, long releasing, long lost, long token) {
        return new Hold(token, lock, "c" + token, 0, NEVER, answered, null, token, 0, releasing, NEVER, lost, NEVER);
    }

    private static List<String> rules(Hold... holds) {
        History history =
                new History(List.of(), List.of(), List.of(holds), List.of(), List.of(), RevisionLog.NONE, 1000);
        return LockCheck.of(history, Settings.DEFAULT.withSlack(Duration.ZERO)).stream()
                .map(Violation::rule)
                .toList();
    }

    @Test
    void oneAfterTheOther() {
        assertThat(rules(held("l", 10, 20, NEVER, 5), held("l", 20, NEVER, 30, 7), held("l", 31, NEVER, NEVER, 9)))
                .isEmpty();
    }

    @Test
    void locksOfOtherNamesAreOthers() {
        assertThat(rules(held("l", 10, 20, NEVER, 5), held("m", 15, 20, NEVER, 4)))
                .isEmpty();
    }

    @Test
    void twoAtOnce() {
        assertThat(rules(held("l", 10, 20, NEVER, 5), held("l", 19, 30, NEVER, 7)))
                .containsExactly("lock: one holder");
        assertThat(rules(held("l", 10, NEVER, NEVER, 5), held("l", 90, 95, NEVER, 7)))
                .containsExactly("lock: one holder");
        assertThat(rules(held("l", 10, 99, NEVER, 5), held("l", 20, NEVER, 20, 7), held("l", 30, 40, NEVER, 9)))
                .containsExactly("lock: one holder");
    }

    @Test
    void whoLostItBeforeKnowingCountsNotOnIt() {
        assertThat(rules(held("l", 25, NEVER, 15, 5), held("l", 19, 30, NEVER, 7)))
                .isEmpty();
    }

    @Test
    void tokensRise() {
        assertThat(rules(held("l", 10, 20, NEVER, 8), held("l", 21, 30, NEVER, 7)))
                .containsExactly("lock: rising tokens");
        assertThat(rules(held("l", 10, 20, NEVER, 7), held("l", 21, 30, NEVER, 7)))
                .containsExactly("lock: one token each");
    }

    @Test
    void waitersGetAnAnswerInTime() {
        Hold inTime = new Hold(1, "l", "c", 0, 50, 50, null, 0, 0, NEVER, NEVER, NEVER, NEVER);
        Hold late = new Hold(2, "l", "c", 0, 50, 51, null, 0, 0, NEVER, NEVER, NEVER, NEVER);
        Hold waiting = new Hold(3, "l", "c", 0, 999, NEVER, null, 0, 0, NEVER, NEVER, NEVER, NEVER);
        Hold patient = new Hold(4, "l", "c", 0, 1001, NEVER, null, 0, 0, NEVER, NEVER, NEVER, NEVER);
        assertThat(rules(inTime, patient)).isEmpty();
        assertThat(rules(late)).containsExactly("lock: in time");
        assertThat(rules(waiting)).containsExactly("lock: in time");
    }

    @Test
    void aLossIsSignalledBeforeTheLeaseEnds() {
        assertThat(rules(new Hold(1, "l", "c", 0, NEVER, 10, null, 5, 0, NEVER, NEVER, 30, 30)))
                .isEmpty();
        assertThat(rules(new Hold(1, "l", "c", 0, NEVER, 10, null, 5, 0, NEVER, NEVER, 31, 30)))
                .containsExactly("lock: loss signalled");
        assertThat(rules(new Hold(1, "l", "c", 0, NEVER, 10, null, 5, 0, NEVER, NEVER, NEVER, 30)))
                .containsExactly("lock: loss signalled");
    }
}
