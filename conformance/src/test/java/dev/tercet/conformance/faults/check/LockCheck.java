package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Hold;
import dev.tercet.conformance.faults.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a lock had one holder at a time: by what the holders counted on, from the answered acquisition to the begin of the release
 * or the signalled loss, and by fencing tokens, which rise from holder to holder. Whether losses were signalled before the lease
 * ran out, and whether all who waited got their turn or an answer by their deadline.
 */
final class LockCheck {
    /** A timer, a thread for what it tells, and the one that waits: each may be late. */
    private static final int HANDOVERS = 3;

    private final History history;
    private final long slack;
    private final List<Violation> violations = new ArrayList<>();

    private LockCheck(History history, Settings settings) {
        this.history = history;
        this.slack = settings.slack().toNanos();
    }

    static List<Violation> of(History history, Settings settings) {
        LockCheck check = new LockCheck(history, settings);
        Map<String, List<Hold>> locks = new LinkedHashMap<>();
        for (Hold hold : history.holds()) {
            check.waiting(hold);
            check.loss(hold);
            if (hold.isAcquired()) {
                locks.computeIfAbsent(hold.lock(), unknown -> new ArrayList<>()).add(hold);
            }
        }
        locks.values().forEach(check::holders);
        return check.violations;
    }

    private void holders(List<Hold> holds) {
        holds.sort(Comparator.comparingLong(Hold::answered));
        Map<Long, Hold> tokens = new HashMap<>();
        Hold longest = null;
        Hold highest = null;
        for (Hold hold : holds) {
            Hold same = tokens.putIfAbsent(hold.token(), hold);
            if (same != null) {
                both("lock: one token each", "one token for two", same, hold);
            }
            // Who had lost it before knowing to have had it never counted on it.
            if (hold.until() <= hold.answered()) {
                continue;
            }
            if (longest != null && longest.until() > hold.answered()) {
                both("lock: one holder", "two at once", longest, hold);
            }
            if (highest != null && highest.token() > hold.token()) {
                both("lock: rising tokens", "the later has the lower token", highest, hold);
            }
            longest = longest == null || hold.until() > longest.until() ? hold : longest;
            highest = highest == null || hold.token() > highest.token() ? hold : highest;
        }
    }

    private void both(String rule, String what, Hold earlier, Hold later) {
        say(rule, later.answered(), what + ":\n    " + earlier + "\n    " + later);
    }

    private void waiting(Hold hold) {
        boolean isAnswered = hold.answered() != Operation.NEVER;
        long waitedUntil = Math.min(hold.answered(), history.taken());
        if (hold.deadline() != Operation.NEVER && waitedUntil > hold.deadline() + HANDOVERS * slack) {
            say(
                    "lock: in time",
                    waitedUntil,
                    (isAnswered ? "answered " : "still waiting ") + Operation.at(waitedUntil - hold.deadline())
                            + " ms after its deadline: " + hold);
        }
        if (hold.refusal() instanceof End.Untyped) {
            say("typed errors", hold.answered(), hold.toString());
        }
    }

    private void loss(Hold hold) {
        if (hold.leaseEnds() == Operation.NEVER || !hold.isAcquired()) {
            return;
        }
        long until = Math.min(hold.until(), history.taken());
        if (until > hold.leaseEnds() + slack) {
            say(
                    "lock: loss signalled",
                    until,
                    "its lease had run out " + Operation.at(until - hold.leaseEnds()) + " ms before: " + hold);
        }
    }

    private void say(String rule, long at, String what) {
        violations.add(Violation.at(rule, at, what));
    }
}
