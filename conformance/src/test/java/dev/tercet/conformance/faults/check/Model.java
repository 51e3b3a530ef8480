package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Act.Condition;
import dev.tercet.conformance.faults.history.Act.Expected;
import dev.tercet.conformance.faults.history.Act.Step;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What calls do to a group of keys, and what they are answered: etcd, as far as the search for an order needs it. */
final class Model {
    private static final int UNSEEN = 1;

    private final List<String> keys;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> values = new HashMap<>();
    private final List<String> names = new ArrayList<>(List.of("", "a value that nobody saw"));
    private final Predicate<String> matters;
    private final Map<Long, Integer> leases = new HashMap<>();

    /**
     * A model.
     *
     * @param matters whether anybody saw a value, or asked for it; otherwise it is as good as any other
     */
    Model(Collection<Entry> entries, Predicate<String> matters) {
        this.matters = matters;
        Set<String> all = new TreeSet<>();
        entries.forEach(entry -> all.addAll(entry.act().keys()));
        keys = List.copyOf(all);
        keys.forEach(key -> places.put(key, places.size()));
    }

    State empty() {
        return State.empty(keys.size());
    }

    /** Whether nothing would be told by writing another value that nobody saw. */
    boolean isAnything(State state, String key) {
        int place = place(key);
        return state.value[place] == UNSEEN && state.highest[place] == Long.MAX_VALUE;
    }

    /**
     * What may be after a call took effect, as it was answered if it was; empty if it cannot have taken effect here, or if it
     * would do nothing and nobody knows that it was done.
     */
    List<State> after(State state, Entry entry) {
        Act.Put expiry = entry.expiry();
        if (expiry != null) {
            int key = place(expiry.key());
            Draft draft = new Draft(state, 0);
            return state.value[key] != 0 && state.lease[key] == lease(expiry.lease())
                    ? List.of(draft.expire(key))
                    : List.of();
        }
        Returned answer = entry.answer();
        Draft draft = new Draft(state, entry.revision());
        Act act = entry.act();
        if (act instanceof Step step) {
            return one(draft, false, List.of(), true, List.of(step), answer);
        }
        if (act instanceof Act.CompareAndSwap swap) {
            List<Condition> conditions = List.of(new Condition(swap.key(), swap.expected()));
            List<Step> then = List.of(new Act.Put(swap.key(), swap.value()));
            if (answer == null || answer.succeeded()) {
                return one(draft, false, conditions, true, then, answer);
            }
            return one(draft, false, conditions, false, List.of(new Act.Get(swap.key())), answer);
        }
        Act.Txn txn = (Act.Txn) act;
        if (answer != null) {
            return one(draft, true, txn.conditions(), answer.succeeded(), txn.branch(answer.succeeded()), answer);
        }
        List<State> both = new ArrayList<>(one(draft.copy(), true, txn.conditions(), true, txn.then(), null));
        both.addAll(one(draft, true, txn.conditions(), false, txn.orElse(), null));
        return both;
    }

    private List<State> one(
            Draft draft,
            boolean isTxn,
            List<Condition> conditions,
            boolean hold,
            List<Step> steps,
            @Nullable Returned answer) {
        List<State> states = new ArrayList<>(1);
        for (Draft each : hold ? allHold(draft, conditions) : notAllHold(draft, conditions)) {
            if (go(each, isTxn, steps, answer) && each.finish() && (answer != null || each.hasChanged())) {
                State state = each.state();
                if (!states.contains(state)) {
                    states.add(state);
                }
            }
        }
        return states;
    }

    private List<Draft> allHold(Draft draft, List<Condition> conditions) {
        for (Condition condition : conditions) {
            int key = place(condition.key());
            boolean holds = condition.expected() instanceof Expected.OfRevision of
                    ? draft.isOf(key, of.modRevision())
                    : draft.value(key) == value(((Expected.OfValue) condition.expected()).value());
            if (!holds) {
                return List.of();
            }
        }
        return List.of(draft);
    }

    /** One of them fails; where a revision is unknown it may be lower or higher than the one expected. */
    private List<Draft> notAllHold(Draft draft, List<Condition> conditions) {
        List<Draft> ways = new ArrayList<>(2);
        for (Condition condition : conditions) {
            int key = place(condition.key());
            if (condition.expected() instanceof Expected.OfRevision of && draft.value(key) != 0) {
                Draft lower = draft.copy();
                if (lower.atMost(key, of.modRevision() - 1)) {
                    ways.add(lower);
                }
                Draft higher = draft.copy();
                if (higher.atLeast(key, of.modRevision() + 1)) {
                    ways.add(higher);
                }
            } else if (allHold(draft.copy(), List.of(condition)).isEmpty()) {
                return List.of(draft);
            }
        }
        return ways;
    }

    private boolean go(Draft draft, boolean isTxn, List<Step> steps, @Nullable Returned answer) {
        List<Seen> seen = answer == null ? List.of() : answer.seen();
        int next = 0;
        for (Step step : steps) {
            int key = place(step.key());
            // A transaction tells what its gets saw; a call of one step may tell what was there before it.
            boolean tells = step instanceof Act.Get || !isTxn;
            if (tells && next < seen.size() && !sees(draft, seen.get(next++))) {
                return false;
            }
            if (step instanceof Act.Put put) {
                draft.put(key, value(put.value()), lease(put.lease()));
            } else if (step instanceof Act.Delete) {
                boolean wasThere = draft.delete(key);
                if (!isTxn && answer != null && answer.succeeded() != wasThere) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean sees(Draft draft, Seen seen) {
        int key = place(seen.key());
        String value = seen.value();
        if (value == null) {
            return draft.value(key) == 0;
        }
        return draft.value(key) == value(value) && (seen.modRevision() == 0 || draft.isOf(key, seen.modRevision()));
    }

    private int place(String key) {
        Integer place = places.get(key);
        if (place == null) {
            throw new IllegalArgumentException("an answer is about " + key + ", which was not asked for");
        }
        return place;
    }

    private int value(String value) {
        return values.computeIfAbsent(value, unknown -> {
            if (!matters.test(unknown)) {
                return UNSEEN;
            }
            names.add(unknown);
            return names.size() - 1;
        });
    }

    private int lease(long lease) {
        return lease == 0 ? 0 : leases.computeIfAbsent(lease, unknown -> leases.size() + 1);
    }

    /** A state in words. */
    String tell(State state) {
        StringBuilder text = new StringBuilder();
        for (int key = 0; key < keys.size(); key++) {
            text.append(text.isEmpty() ? "" : ", ").append(keys.get(key));
            if (state.value[key] == 0) {
                text.append(" is not there");
                continue;
            }
            text.append(" = ").append(names.get(state.value[key]));
            if (state.lowest[key] == state.highest[key]) {
                text.append(" of revision ").append(state.lowest[key]);
            }
        }
        return text.append("; at revision ")
                .append(state.last)
                .append(" or later")
                .toString();
    }
}
