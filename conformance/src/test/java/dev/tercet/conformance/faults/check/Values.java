package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Seen;
import dev.tercet.conformance.faults.history.WatchRecord;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who wrote which value, and where it was seen. */
final class Values {
    /** A value of a key. */
    record Written(String key, String value) {}

    /**
     * A value was seen.
     *
     * @param at when at the latest it was there
     * @param modRevision 0 if that was not told
     * @param where by whom, for people
     */
    record Sight(Written written, long at, long modRevision, Object where) {}

    private final Map<Written, List<Operation>> writers = new HashMap<>();
    private final Map<Written, Sight> first = new HashMap<>();
    private final List<Sight> all = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    /** All of a history. */
    static Values of(History history) {
        Values values = of(history.operations());
        for (WatchRecord watch : history.watches()) {
            watch.heard().forEach(heard -> values.heard(heard.signal(), heard.at(), watch));
        }
        for (KeyValue kv : history.log().known()) {
            values.seen(Seen.of(kv), Operation.NEVER, "what was read afterwards");
        }
        history.log().changes().forEach(change -> values.heard(change, Operation.NEVER, "what was read afterwards"));
        return values;
    }

    /** Of calls alone. */
    static Values of(List<Operation> operations) {
        Values values = new Values();
        operations.forEach(values::add);
        return values;
    }

    /** Of calls, and of some of which only is known what they may have written. */
    static Values of(List<Operation> operations, List<Operation> possibly) {
        Values values = of(operations);
        possibly.forEach(values::addWriter);
        return values;
    }

    private void add(Operation operation) {
        addWriter(operation);
        if (operation.end() instanceof Returned answer) {
            answer.seen().forEach(seen -> seen(seen, operation.ended(), operation));
            if (answer.succeeded()) {
                held(operation.act()).forEach(seen -> seen(seen, operation.ended(), operation));
            }
        }
    }

    /** What was there, since a compare held. */
    private static List<Seen> held(Act act) {
        List<Act.Condition> conditions = List.of();
        if (act instanceof Act.CompareAndSwap swap) {
            conditions = List.of(new Act.Condition(swap.key(), swap.expected()));
        } else if (act instanceof Act.Txn txn) {
            conditions = txn.conditions();
        }
        return conditions.stream()
                .filter(condition -> condition.expected() instanceof Act.Expected.OfValue)
                .map(condition ->
                        new Seen(condition.key(), ((Act.Expected.OfValue) condition.expected()).value(), 0, 0))
                .toList();
    }

    private void addWriter(Operation operation) {
        puts(operation.act())
                .forEach(put -> writers.computeIfAbsent(
                                new Written(put.key(), put.value()), unknown -> new ArrayList<>(1))
                        .add(operation));
        if (operation.act() instanceof Act.CompareAndSwap swap) {
            asked(swap.expected());
        } else if (operation.act() instanceof Act.Txn txn) {
            txn.conditions().forEach(condition -> asked(condition.expected()));
        }
    }

    private void asked(Act.Expected expected) {
        if (expected instanceof Act.Expected.OfValue of) {
            asked.add(of.value());
        }
    }

    private void heard(WatchSignal signal, long at, Object where) {
        if (signal instanceof WatchSignal.Change change) {
            for (WatchEvent event : change.events()) {
                if (event.isPut()) {
                    seen(Seen.of(event.kv()), at, where);
                }
                event.previous().ifPresent(previous -> seen(Seen.of(previous), at, where));
            }
        } else if (signal instanceof WatchSignal.Resync resync) {
            resync.kvs().forEach(kv -> seen(Seen.of(kv), at, where));
        }
    }

    private void seen(Seen seen, long at, Object where) {
        String value = seen.value();
        if (value == null) {
            return;
        }
        Written written = new Written(seen.key(), value);
        Sight sight = new Sight(written, at, seen.modRevision(), where);
        all.add(sight);
        asked.add(value);
        first.merge(
                written,
                sight,
                (one, other) -> new Sight(
                        written,
                        Math.min(one.at, other.at),
                        one.modRevision == 0 ? other.modRevision : one.modRevision,
                        one.at <= other.at ? one.where : other.where));
    }

    /** The puts that a call may do. */
    static List<Act.Put> puts(Act act) {
        List<Act.Put> puts = new ArrayList<>(1);
        if (act instanceof Act.Put put) {
            puts.add(put);
        } else if (act instanceof Act.CompareAndSwap swap) {
            puts.add(new Act.Put(swap.key(), swap.value()));
        } else if (act instanceof Act.Txn txn) {
            puts.addAll(puts(txn.then()));
            puts.addAll(puts(txn.orElse()));
        }
        return puts;
    }

    /** The puts among some steps. */
    static List<Act.Put> puts(List<Act.Step> steps) {
        return steps.stream()
                .filter(Act.Put.class::isInstance)
                .map(Act.Put.class::cast)
                .toList();
    }

    /** All that was seen. */
    List<Sight> sights() {
        return all;
    }

    /** When it was first seen, if it was, and its revision if any sight tells. */
    Optional<Sight> sight(String key, String value) {
        return Optional.ofNullable(first.get(new Written(key, value)));
    }

    /** Whether anybody saw the value, or asked for it, of whatever key. */
    boolean matters(String value) {
        return asked.contains(value);
    }

    /** All calls that may have written it. */
    List<Operation> writers(String key, String value) {
        return writers.getOrDefault(new Written(key, value), List.of());
    }

    /** The only call that may have written it; null if there is none or if there are several. */
    @Nullable
    Operation writer(String key, String value) {
        List<Operation> known = writers(key, value);
        return known.size() == 1 ? known.get(0) : null;
    }
}
