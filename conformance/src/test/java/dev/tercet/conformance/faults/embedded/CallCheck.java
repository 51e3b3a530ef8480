package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.Seen;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what calls answered against what really happened. Since every answer names its revision, and what there was at each is
 * known, nothing has to be searched for: a call either fits at its revision or it does not, and that revision is one of those that
 * there were while it was under way.
 */
final class CallCheck {
    private final Truth truth;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Sent> writers = new HashMap<>();
    private final Set<Sent> used = new HashSet<>();

    private CallCheck(Truth truth) {
        this.truth = truth;
    }

    /** What is wrong. */
    static List<String> check(List<Sent> calls, Truth truth, String prefix) {
        CallCheck check = new CallCheck(truth);
        calls.forEach(check::register);
        calls.forEach(check::answer);
        truth.revisions().forEach((revision, events) -> {
            if (events.stream().anyMatch(event -> event.keyText().startsWith(prefix))) {
                check.explain(revision, events, calls);
            }
        });
        return check.violations;
    }

    private void register(Sent sent) {
        for (Act.Step step : writes(sent.act(), true)) {
            if (step instanceof Act.Put put) {
                writers.put(put.value(), sent);
            }
        }
        for (Act.Step step : writes(sent.act(), false)) {
            if (step instanceof Act.Put put) {
                writers.put(put.value(), sent);
            }
        }
    }

    private void answer(Sent sent) {
        if (sent.end() instanceof End.Untyped untyped) {
            violations.add("untyped exception: " + sent + ": " + untyped.message());
        } else if (sent.end() instanceof End.Returned returned) {
            long at = returned.revision();
            if (at < sent.revisionBefore() || at > sent.revisionAfter()) {
                violations.add("stale or early: " + sent);
                return;
            }
            String wrong = misfit(sent.act(), returned, at);
            if (wrong != null) {
                violations.add("wrong answer: " + sent + ": " + wrong);
            }
        }
    }

    private @Nullable String misfit(Act act, End.Returned returned, long at) {
        if (act instanceof Act.Delete delete && !returned.succeeded()) {
            return truth.at(delete.key(), at) == null ? null : "there was " + truth.at(delete.key(), at);
        }
        List<Act.Step> branch = branch(act, returned.succeeded());
        Map<String, @Nullable String> change = change(branch, at - 1);
        boolean wrote = !change.isEmpty() || act instanceof Act.Delete;
        long base = wrote ? at - 1 : at;
        if (hasConditions(act) && returned.succeeded() != holds(act, base)) {
            return "at revision " + base + " the conditions " + (returned.succeeded() ? "did not hold" : "held");
        }
        if (wrote && !change.equals(changed(at))) {
            return "revision " + at + " is " + truth.revisions().get(at);
        }
        return unseen(act, branch, returned, base);
    }

    /** What was seen that was not there. */
    private @Nullable String unseen(Act act, List<Act.Step> branch, End.Returned returned, long base) {
        Map<String, @Nullable String> overlay = new HashMap<>();
        List<Seen> left = new ArrayList<>(returned.seen());
        for (Act.Step step : branch) {
            if (step instanceof Act.Put put) {
                if (!(act instanceof Act.Txn) && !left.isEmpty()) {
                    String wrong = compare(left.remove(0), put.key(), base, overlay);
                    if (wrong != null) {
                        return wrong;
                    }
                }
                overlay.put(put.key(), put.value());
            } else if (step instanceof Act.Delete delete) {
                overlay.put(delete.key(), null);
            } else if (!left.isEmpty()) {
                String wrong = compare(left.remove(0), step.key(), base, overlay);
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        return null;
    }

    private @Nullable String compare(Seen seen, String key, long base, Map<String, @Nullable String> overlay) {
        if (overlay.containsKey(key)) {
            return Objects.equals(seen.value(), overlay.get(key))
                    ? null
                    : "within it " + key + " is " + overlay.get(key);
        }
        KeyValue there = truth.at(key, base);
        Seen right = there == null ? Seen.absent(key) : Seen.of(there);
        return seen.equals(right) ? null : "at revision " + base + " there was " + right;
    }

    /** Finds who made a revision: one call, or the end of a lease. */
    private void explain(long revision, List<WatchEvent> events, List<Sent> calls) {
        Sent writer = null;
        for (WatchEvent event : events) {
            if (event.isPut()) {
                writer = writers.get(event.valueText());
            }
        }
        if (writer == null) {
            if (!isEndOfLease(events) && deleter(revision, calls) == null) {
                violations.add("nobody did this, or it was not to be done: revision " + revision + ": " + events);
            }
            return;
        }
        if (!used.add(writer)) {
            violations.add("applied twice: " + writer + ", again at revision " + revision);
        } else if (writer.end() instanceof End.NotApplied) {
            violations.add("applied all the same: " + writer + ", at revision " + revision);
        } else if (writer.end() instanceof End.Returned returned && returned.revision() != revision) {
            violations.add("applied at another revision: " + writer + ", at " + revision);
        } else if (revision <= writer.revisionBefore()) {
            violations.add("applied before it was asked: " + writer);
        } else if (!(writer.end() instanceof End.Returned) && !fits(writer.act(), revision)) {
            violations.add("applied as something else: " + writer + ", at revision " + revision + ": " + events);
        }
    }

    private static boolean isEndOfLease(List<WatchEvent> events) {
        Set<Long> leases = new HashSet<>();
        events.forEach(event -> leases.add(
                event.isDelete() && event.previousOrNull() != null
                        ? event.previousOrNull().lease()
                        : 0L));
        return leases.size() == 1 && !leases.contains(0L);
    }

    private @Nullable Sent deleter(long revision, List<Sent> calls) {
        for (Sent sent : calls) {
            if (sent.end() instanceof End.Returned returned
                    && returned.revision() == revision
                    && fits(sent.act(), revision)
                    && used.add(sent)) {
                return sent;
            }
        }
        for (Sent sent : calls) {
            boolean open = !(sent.end() instanceof End.Returned) && !(sent.end() instanceof End.NotApplied);
            if (open && sent.revisionBefore() < revision && fits(sent.act(), revision) && used.add(sent)) {
                return sent;
            }
        }
        return null;
    }

    /** Whether a revision is what the act would have done there. */
    private boolean fits(Act act, long revision) {
        boolean succeeds = !hasConditions(act) || holds(act, revision - 1);
        Map<String, @Nullable String> change = change(branch(act, succeeds), revision - 1);
        return !change.isEmpty() && change.equals(changed(revision));
    }

    private Map<String, @Nullable String> changed(long revision) {
        Map<String, @Nullable String> changed = new LinkedHashMap<>();
        for (WatchEvent event : truth.revisions().getOrDefault(revision, List.of())) {
            changed.put(event.keyText(), event.isPut() ? event.valueText() : null);
        }
        return changed;
    }

    /** What these steps leave behind, null for a key that goes. */
    private Map<String, @Nullable String> change(List<Act.Step> steps, long base) {
        Map<String, @Nullable String> change = new LinkedHashMap<>();
        for (Act.Step step : steps) {
            if (step instanceof Act.Put put) {
                change.put(put.key(), put.value());
            } else if (step instanceof Act.Delete delete && truth.at(delete.key(), base) != null) {
                change.put(delete.key(), null);
            }
        }
        return change;
    }

    private boolean holds(Act act, long base) {
        if (act instanceof Act.CompareAndSwap swap) {
            return holds(swap.key(), swap.expected(), base);
        }
        return act instanceof Act.Txn txn
                && txn.conditions().stream().allMatch(each -> holds(each.key(), each.expected(), base));
    }

    private boolean holds(String key, Act.Expected expected, long base) {
        KeyValue kv = truth.at(key, base);
        if (expected instanceof Act.Expected.OfRevision of) {
            return of.modRevision() == (kv == null ? 0 : kv.modRevision());
        }
        return kv != null && kv.valueText().equals(((Act.Expected.OfValue) expected).value());
    }

    private static boolean hasConditions(Act act) {
        return act instanceof Act.CompareAndSwap
                || act instanceof Act.Txn txn && !txn.conditions().isEmpty();
    }

    private static List<Act.Step> branch(Act act, boolean succeeded) {
        if (act instanceof Act.Txn txn) {
            return txn.branch(succeeded || txn.conditions().isEmpty());
        } else if (act instanceof Act.CompareAndSwap swap) {
            return succeeded ? List.of(new Act.Put(swap.key(), swap.value())) : List.of(new Act.Get(swap.key()));
        }
        return List.of((Act.Step) act);
    }

    private static List<Act.Step> writes(Act act, boolean succeeded) {
        return branch(act, succeeded).stream().filter(step -> !step.isRead()).toList();
    }
}
