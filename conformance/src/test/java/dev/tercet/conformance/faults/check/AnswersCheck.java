package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether answers agree with each other, whatever the order: no value from nowhere, none before its time, none written twice; a
 * revision has one write; and what a get shows, also a serializable one, is what was there at the revision that it names.
 */
final class AnswersCheck {
    private final History history;
    private final Values values;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    /** By key and revision; a delete is false. */
    private final Map<String, TreeMap<Long, Boolean>> writes = new HashMap<>();
    /** Keys that may go without a sign. */
    private final Set<String> unsteady = new HashSet<>();

    private AnswersCheck(History history) {
        this.history = history;
        this.values = Values.of(history);
        history.operations().forEach(each -> keys.addAll(each.act().keys()));
    }

    static List<Violation> of(History history) {
        AnswersCheck check = new AnswersCheck(history);
        check.sights();
        check.revisions();
        check.states();
        return check.violations;
    }

    private void sights() {
        Map<Values.Written, Values.Sight> known = new HashMap<>();
        Set<Values.Written> told = new HashSet<>();
        for (Values.Sight sight : values.sights()) {
            Values.Written written = sight.written();
            if (!keys.contains(written.key())) {
                continue;
            }
            if (values.writers(written.key(), written.value()).isEmpty()) {
                if (told.add(written)) {
                    violations.add(Violation.at(
                            "values", sight.at(), "nobody wrote " + written + ", seen by " + sight.where()));
                }
                continue;
            }
            if (sight.modRevision() > 0) {
                write(written.key(), sight.modRevision(), true);
            }
            Operation writer = values.writer(written.key(), written.value());
            if (writer == null) {
                continue;
            }
            if (sight.at() < writer.began() && told.add(written)) {
                violations.add(Violation.of("values", writer, "seen before it was written, by " + sight.where()));
            }
            Values.Sight before = known.putIfAbsent(written, sight);
            if (before != null
                    && before.modRevision() != sight.modRevision()
                    && before.modRevision() * sight.modRevision() != 0
                    && told.add(written)) {
                violations.add(Violation.of(
                        "once",
                        writer,
                        "applied at revision " + before.modRevision() + ", as seen by " + before.where() + ", and at "
                                + sight.modRevision() + ", as seen by " + sight.where()));
            }
        }
    }

    private void revisions() {
        Map<Long, Operation> owners = new HashMap<>();
        for (Operation operation : history.operations()) {
            unsteady(operation);
            if (!(operation.end() instanceof Returned answer) || answer.revision() == 0) {
                continue;
            }
            long revision = answer.revision();
            for (Seen seen : answer.seen()) {
                if (seen.modRevision() > revision) {
                    violations.add(Violation.of("revisions", operation, "shows a revision later than its own"));
                }
            }
            if (Entry.returned(operation, answer).surelyWrote()) {
                Operation other = owners.putIfAbsent(revision, operation);
                if (other != null) {
                    violations.add(Violation.of("revisions", other, operation, "one revision for two writes"));
                }
            }
            for (Act.Step step : done(operation.act(), answer)) {
                if (step instanceof Act.Put put) {
                    write(put.key(), revision, true);
                    wrote(operation, put, revision);
                } else if (step instanceof Act.Delete && !(operation.act() instanceof Act.Txn)) {
                    write(step.key(), revision, false);
                } else if (step instanceof Act.Delete) {
                    // Whether there was anything is not told.
                    unsteady.add(step.key());
                }
            }
        }
    }

    private void wrote(Operation operation, Act.Put put, long revision) {
        values.sight(put.key(), put.value()).ifPresent(sight -> {
            if (sight.modRevision() > 0
                    && sight.modRevision() != revision
                    && values.writer(put.key(), put.value()) != null) {
                violations.add(Violation.of(
                        "once", operation, "seen at revision " + sight.modRevision() + " by " + sight.where()));
            }
        });
    }

    /** What was surely done. */
    private static List<Act.Step> done(Act act, Returned answer) {
        if (act instanceof Act.Txn txn) {
            return txn.branch(answer.succeeded());
        }
        if (!answer.succeeded()) {
            return List.of();
        }
        return act instanceof Act.CompareAndSwap swap
                ? List.of(new Act.Put(swap.key(), swap.value()))
                : List.of((Act.Step) act);
    }

    private void unsteady(Operation operation) {
        Values.puts(operation.act()).stream().filter(put -> put.lease() != 0).forEach(put -> unsteady.add(put.key()));
        if (operation.isOpen()) {
            if (operation.act() instanceof Act.Delete delete) {
                unsteady.add(delete.key());
            } else if (operation.act() instanceof Act.Txn txn) {
                txn.then().stream().filter(Act.Delete.class::isInstance).forEach(step -> unsteady.add(step.key()));
                txn.orElse().stream().filter(Act.Delete.class::isInstance).forEach(step -> unsteady.add(step.key()));
            }
        }
    }

    private void write(String key, long revision, boolean put) {
        writes.computeIfAbsent(key, unknown -> new TreeMap<>()).put(revision, put);
    }

    private void states() {
        for (Operation operation : history.operations()) {
            if (!(operation.end() instanceof Returned answer) || answer.revision() == 0) {
                continue;
            }
            boolean isState =
                    operation.act().isRead() || (operation.act() instanceof Act.CompareAndSwap && !answer.succeeded());
            if (isState) {
                answer.seen().forEach(seen -> state(operation, seen, answer.revision()));
            }
        }
    }

    private void state(Operation operation, Seen seen, long revision) {
        Map.Entry<Long, Boolean> last =
                writes.getOrDefault(seen.key(), new TreeMap<>()).floorEntry(revision);
        if (last == null || (seen.isThere() && seen.modRevision() == 0)) {
            return;
        }
        boolean missed =
                seen.isThere() ? last.getKey() > seen.modRevision() : last.getValue() && !unsteady.contains(seen.key());
        if (missed) {
            violations.add(Violation.of(
                    "states",
                    operation,
                    "not what was there at its revision: " + seen.key() + " was changed at revision " + last.getKey()));
        }
    }
}
