package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Act.Condition;
import dev.tercet.conformance.faults.history.Act.Expected;
import dev.tercet.conformance.faults.history.Act.Step;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is an order, found out by trying all of them, and for a write of unknown revision all revisions that it can have
 * had. For a handful of calls, and meant to be seen to be right; it shares nothing with the real search.
 */
final class BruteForce {
    private final List<Operation> operations;
    private final boolean[] taken;
    private final long highest;

    private record Kv(String value, long modRevision) {}

    private BruteForce(List<Operation> operations) {
        this.operations = operations;
        this.taken = new boolean[operations.size()];
        long known = 1;
        for (Operation operation : operations) {
            if (operation.act() instanceof Act.CompareAndSwap swap) {
                known = Math.max(known, expected(swap.expected()));
            } else if (operation.act() instanceof Act.Txn txn) {
                for (Condition condition : txn.conditions()) {
                    known = Math.max(known, expected(condition.expected()));
                }
            }
            if (operation.end() instanceof Returned answer) {
                known = Math.max(known, answer.revision());
                for (Seen seen : answer.seen()) {
                    known = Math.max(known, seen.modRevision());
                }
            }
        }
        this.highest = known + operations.size();
    }

    private static long expected(Expected expected) {
        return expected instanceof Expected.OfRevision of ? of.modRevision() : 0;
    }

    /** Of calls whose keys are all joined: keys apart have revisions in common, which the real search leaves to others. */
    static boolean holds(List<Operation> operations) {
        return new BruteForce(operations).goes(Map.of(), 0);
    }

    private boolean goes(Map<String, Kv> keys, long revision) {
        boolean isDone = true;
        for (int i = 0; i < taken.length; i++) {
            isDone &= taken[i] || !operations.get(i).isReturned();
        }
        if (isDone) {
            return true;
        }
        for (int i = 0; i < taken.length; i++) {
            Operation operation = operations.get(i);
            if (!taken[i] && !(operation.end() instanceof End.NotApplied) && isMinimal(operation)) {
                taken[i] = true;
                boolean goes = tries(operation, keys, revision);
                taken[i] = false;
                if (goes) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isMinimal(Operation operation) {
        for (int i = 0; i < taken.length; i++) {
            Operation other = operations.get(i);
            if (!taken[i] && other.isReturned() && other.ended() < operation.began()) {
                return false;
            }
        }
        return true;
    }

    private boolean tries(Operation operation, Map<String, Kv> keys, long revision) {
        long told = operation.end() instanceof Returned answer ? answer.revision() : 0;
        long from = told > 0 ? told : revision;
        long to = told > 0 ? told : highest;
        for (long at = from; at <= to; at++) {
            Map<String, Kv> after = new HashMap<>(keys);
            List<Seen> seen = new ArrayList<>();
            boolean[] changed = new boolean[1];
            boolean succeeded = run(operation.act(), after, seen, at, changed);
            boolean isAnswer = !(operation.end() instanceof Returned known)
                    || (known.succeeded() == succeeded && agrees(known.seen(), seen));
            boolean isTime = changed[0] ? at > revision : at >= revision;
            if (isAnswer && isTime && goes(after, told > 0 || changed[0] ? at : revision)) {
                return true;
            }
        }
        return false;
    }

    private static boolean agrees(List<Seen> told, List<Seen> seen) {
        for (int i = 0; i < told.size(); i++) {
            Seen one = told.get(i);
            Seen other = seen.get(i);
            boolean sameValue =
                    one.value() == null ? other.value() == null : one.value().equals(other.value());
            if (!sameValue || (one.modRevision() != 0 && one.modRevision() != other.modRevision())) {
                return false;
            }
        }
        return true;
    }

    private static boolean run(Act act, Map<String, Kv> keys, List<Seen> seen, long at, boolean[] changed) {
        if (act instanceof Act.Txn txn) {
            boolean holds = txn.conditions().stream().allMatch(each -> holds(each, keys));
            for (Step step : txn.branch(holds)) {
                if (step instanceof Act.Get) {
                    seen.add(seen(step.key(), keys));
                }
                change(step, keys, at, changed);
            }
            return holds;
        }
        if (act instanceof Act.CompareAndSwap swap) {
            seen.add(seen(swap.key(), keys));
            boolean holds = holds(new Condition(swap.key(), swap.expected()), keys);
            if (holds) {
                change(new Act.Put(swap.key(), swap.value()), keys, at, changed);
            }
            return holds;
        }
        Step step = (Step) act;
        seen.add(seen(step.key(), keys));
        boolean isThere = keys.containsKey(step.key());
        change(step, keys, at, changed);
        return !(step instanceof Act.Delete) || isThere;
    }

    private static void change(Step step, Map<String, Kv> keys, long at, boolean[] changed) {
        if (step instanceof Act.Put put) {
            keys.put(put.key(), new Kv(put.value(), at));
            changed[0] = true;
        } else if (step instanceof Act.Delete && keys.remove(step.key()) != null) {
            changed[0] = true;
        }
    }

    private static Seen seen(String key, Map<String, Kv> keys) {
        @Nullable Kv there = keys.get(key);
        return there == null ? Seen.absent(key) : new Seen(key, there.value, there.modRevision, 0);
    }

    private static boolean holds(Condition condition, Map<String, Kv> keys) {
        Kv there = keys.get(condition.key());
        return condition.expected() instanceof Expected.OfRevision of
                ? of.modRevision() == (there == null ? 0 : there.modRevision)
                : there != null && there.value.equals(((Expected.OfValue) condition.expected()).value());
    }
}
