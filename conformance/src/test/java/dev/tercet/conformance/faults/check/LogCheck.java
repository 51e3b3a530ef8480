package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Act.Expected;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Seen;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the answers agree with what really happened: each answered write is there at its revision, whole and alone; each get,
 * also a serializable one, shows what was there at the revision that it names; what happened was asked for by somebody, and
 * not more often than asked. Says nothing where there is no log.
 */
final class LogCheck {
    private final History history;
    private final Past past;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    /** Answered writes by revision. */
    private final Map<Long, Operation> owners = new HashMap<>();
    /** Revisions at which an answered transaction may have deleted something. */
    private final Set<Long> perhaps = new HashSet<>();

    private LogCheck(History history) {
        this.history = history;
        this.past = new Past(history.log());
        history.operations().forEach(each -> keys.addAll(each.act().keys()));
    }

    static List<Violation> of(History history) {
        if (!history.log().isThere()) {
            return List.of();
        }
        LogCheck check = new LogCheck(history);
        check.answers();
        check.authors();
        check.deletes();
        check.log();
        return check.violations;
    }

    private void answers() {
        for (Operation operation : history.operations()) {
            if (!(operation.end() instanceof Returned answer) || !past.coversChange(answer.revision())) {
                continue;
            }
            Act act = operation.act();
            if (act instanceof Act.Get) {
                answer.seen().forEach(seen -> shows(operation, seen, answer.revision()));
            } else if (act instanceof Act.Txn txn) {
                txn(operation, txn, answer);
            } else if (answer.succeeded()) {
                wrote(
                        operation,
                        act instanceof Act.CompareAndSwap swap
                                ? swapped(operation, swap, answer)
                                : List.of((Act.Step) act),
                        answer);
                before(operation, answer);
            } else {
                before(operation, answer);
                notSo(operation, act, answer);
            }
        }
    }

    private List<Act.Step> swapped(Operation operation, Act.CompareAndSwap swap, Returned answer) {
        if (!holds(swap.key(), swap.expected(), answer.revision() - 1)) {
            say(operation, "done though the compare did not hold");
        }
        return List.of(new Act.Put(swap.key(), swap.value()));
    }

    private void notSo(Operation operation, Act act, Returned answer) {
        if (act instanceof Act.CompareAndSwap swap && holds(swap.key(), swap.expected(), answer.revision())) {
            say(operation, "not done though the compare held");
        }
        if (act instanceof Act.Delete delete && past.at(delete.key(), answer.revision()) != null) {
            say(operation, "said to have found nothing");
        }
    }

    /** What a write tells of the time before it. */
    private void before(Operation operation, Returned answer) {
        long revision = answer.succeeded() ? answer.revision() - 1 : answer.revision();
        if (past.covers(revision)) {
            answer.seen().forEach(seen -> shows(operation, seen, revision));
        }
    }

    private void txn(Operation operation, Act.Txn txn, Returned answer) {
        List<Act.Step> steps = txn.branch(answer.succeeded());
        boolean wrote = Entry.returned(operation, answer).surelyWrote();
        if (!wrote && !steps.stream().allMatch(Act.Step::isRead)) {
            // Whether its deletes found anything is not told.
            if (nothingToDelete(txn, answer)) {
                perhaps.add(answer.revision());
                return;
            }
            wrote = true;
        }
        long before = wrote ? answer.revision() - 1 : answer.revision();
        if (past.covers(before)) {
            boolean hold = txn.conditions().stream()
                    .allMatch(condition -> holds(condition.key(), condition.expected(), before));
            if (hold != answer.succeeded()) {
                say(operation, "took the wrong branch");
            }
        }
        Set<String> touched = new HashSet<>();
        int next = 0;
        for (Act.Step step : steps) {
            if (step instanceof Act.Get && next < answer.seen().size()) {
                Seen seen = answer.seen().get(next++);
                if (!touched.contains(step.key()) && past.covers(before)) {
                    shows(operation, seen, before);
                }
            } else {
                touched.add(step.key());
            }
        }
        if (wrote) {
            wrote(operation, steps, answer);
        }
    }

    /** It may have changed nothing at its revision. */
    private boolean nothingToDelete(Act.Txn txn, Returned answer) {
        long revision = answer.revision();
        boolean hold =
                txn.conditions().stream().allMatch(condition -> holds(condition.key(), condition.expected(), revision));
        return hold == answer.succeeded()
                && txn.branch(hold).stream().allMatch(step -> step.isRead() || past.at(step.key(), revision) == null);
    }

    private void shows(Operation operation, Seen seen, long revision) {
        KeyValue there = past.at(seen.key(), revision);
        boolean same = there == null
                ? !seen.isThere()
                : there.valueText().equals(seen.value())
                        && (seen.modRevision() == 0 || seen.modRevision() == there.modRevision())
                        && (seen.version() == 0 || seen.version() == there.version());
        if (!same) {
            say(
                    operation,
                    "shown " + seen + " where at revision " + revision + " there was "
                            + (there == null ? "nothing" : Seen.of(there)));
        }
    }

    private boolean holds(String key, Expected expected, long revision) {
        KeyValue there = past.at(key, revision);
        if (expected instanceof Expected.OfRevision of) {
            return of.modRevision() == (there == null ? 0 : there.modRevision());
        }
        return there != null && there.valueText().equals(((Expected.OfValue) expected).value());
    }

    /** All of it is there, and nothing else. */
    private void wrote(Operation operation, List<Act.Step> steps, Returned answer) {
        owners.put(answer.revision(), operation);
        Map<String, @Nullable String> wanted = new TreeMap<>();
        for (Act.Step step : steps) {
            if (step instanceof Act.Put put) {
                wanted.put(put.key(), put.value());
            } else if (step instanceof Act.Delete
                    && (steps.size() == 1 || past.at(step.key(), answer.revision() - 1) != null)) {
                wanted.put(step.key(), null);
            }
        }
        Map<String, @Nullable String> found = new TreeMap<>();
        for (WatchEvent event : past.events(answer.revision())) {
            found.put(event.keyText(), event.isPut() ? event.valueText() : null);
        }
        if (!wanted.equals(found)) {
            say(
                    operation,
                    "at its revision there is " + (found.isEmpty() ? "nothing" : found + ", null being a delete"));
        }
    }

    /** Who wrote what is there. */
    private void authors() {
        Values values = Values.of(history.operations());
        Map<Values.Written, Long> known = new HashMap<>();
        past.events().forEach((revision, events) -> {
            for (WatchEvent event : events) {
                if (!event.isPut() || !keys.contains(event.keyText())) {
                    continue;
                }
                Values.Written written = new Values.Written(event.keyText(), event.valueText());
                Operation writer = values.writer(written.key(), written.value());
                if (writer == null) {
                    if (values.writers(written.key(), written.value()).isEmpty()) {
                        violations.add(Violation.at(
                                "log", Operation.NEVER, "nobody wrote " + written + " of revision " + revision));
                    }
                    continue;
                }
                Long before = known.put(written, revision);
                if (before != null) {
                    violations.add(Violation.of(
                            "once", writer, "applied twice, at revision " + before + " and at " + revision));
                }
            }
        });
    }

    /** Deletes have no value to tell them by: there may not be more of them than may have been done. */
    private void deletes() {
        Map<String, Set<Long>> unowned = new HashMap<>();
        past.events().forEach((revision, events) -> {
            for (WatchEvent event : events) {
                boolean isPlain = event.isDelete()
                        && keys.contains(event.keyText())
                        && !owners.containsKey(revision)
                        && !perhaps.contains(revision);
                KeyValue before = past.at(event.key(), revision - 1);
                if (isPlain && (before == null || before.lease() == 0)) {
                    unowned.computeIfAbsent(event.keyText(), unknown -> new TreeSet<>())
                            .add(revision);
                }
            }
        });
        unowned.forEach((key, revisions) -> {
            long possible = history.operations().stream()
                    .filter(Operation::isOpen)
                    .filter(each -> deletes(each.act(), key))
                    .count();
            if (revisions.size() > possible) {
                violations.add(Violation.at(
                        "log",
                        Operation.NEVER,
                        key + " was deleted at revisions " + revisions + " by none that was answered, and " + possible
                                + " deletes of it have an unknown outcome"));
            }
        });
    }

    private static boolean deletes(Act act, String key) {
        if (act instanceof Act.Txn txn) {
            return txn.then().stream().anyMatch(step -> deletes(step, key))
                    || txn.orElse().stream().anyMatch(step -> deletes(step, key));
        }
        return act instanceof Act.Delete delete && delete.key().equals(key);
    }

    /** Whether the log agrees with itself: versions, creations, order. */
    private void log() {
        past.events().forEach((revision, events) -> {
            for (WatchEvent event : events) {
                KeyValue before = past.at(event.key(), revision - 1);
                boolean knows = past.covers(revision - 1);
                boolean fits = event.revision() == revision
                        && (!knows
                                || (event.isDelete()
                                        ? before != null
                                        : event.isCreate() == (before == null)
                                                && event.kv().version()
                                                        == (before == null ? 1 : before.version() + 1)));
                if (!fits) {
                    violations.add(Violation.at(
                            "log", Operation.NEVER, "at revision " + revision + " " + event + " follows " + before));
                }
            }
        });
    }

    private void say(Operation operation, String what) {
        violations.add(Violation.of("log", operation, what));
    }
}
