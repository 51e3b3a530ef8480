package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.History;
import java.util.ArrayList;
import java.util.List;

/**
 * All checks. What they take for granted: the keys under test were not there when the recording began, values are written once,
 * nobody but the recorded clients writes, and a log (see {@code History}) is true.
 */
public final class Checks {
    private Checks() {}

    /** What is wrong with a history; empty when all is well. */
    public static List<Violation> of(History history) {
        return of(history, Settings.DEFAULT);
    }

    /** What is wrong with a history, by settings; empty when all is well. */
    public static List<Violation> of(History history, Settings settings) {
        List<Violation> all = new ArrayList<>();
        all.addAll(OutcomeCheck.of(history, settings));
        all.addAll(AnswersCheck.of(history));
        all.addAll(TimeOrder.of(history));
        all.addAll(LogCheck.of(history));
        all.addAll(Linearizability.of(history, settings));
        all.addAll(WatchCheck.of(history, settings));
        all.addAll(LockCheck.of(history, settings));
        all.addAll(QueueCheck.of(history, settings));
        all.addAll(LeaseCheck.of(history, settings));
        return all;
    }
}
