package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether there is an order of all calls in which each took effect at one moment between its begin and its end, and was answered
 * accordingly. Keys are looked at apart, unless a transaction joins them. Serializable gets are left out, and so is what was NOT
 * APPLIED; what is unknown or pending may have taken effect at any time after it began, or never.
 */
public final class Linearizability {
    private static final int SHOWN = 40;
    /** To find the fewest calls that show a fault may take this part of the time for the search. */
    private static final int SHARE = 20;

    private Linearizability() {}

    /** What is wrong, one for each group of keys; empty when there is an order. */
    public static List<Violation> of(History history, Settings settings) {
        Effort effort = Effort.within(settings.search());
        Values values = Values.of(history);
        Resolution resolution = new Resolution(values, history.operations(), history.log());
        List<Violation> violations = new ArrayList<>();
        for (List<Operation> group : groups(history.operations())) {
            Search search = search(resolution.entries(group), values, effort);
            Search.Result result = search.run();
            Search.Stuck stuck = search.stuck();
            if (result == Search.Result.NONE) {
                violations.add(none(group, Objects.requireNonNull(stuck), search.model(), settings));
            } else if (result == Search.Result.UNDECIDED) {
                violations.add(new Violation(
                        Violation.UNDECIDED,
                        "whether the " + group.size() + " calls on " + keys(group) + " can be put in order; "
                                + (stuck == null ? "the search never got stuck" : tell(stuck, search.model(), group)),
                        List.of(),
                        stuck == null ? Operation.NEVER : stuck.until()));
            }
        }
        return violations;
    }

    /** Whether there is an order: of calls alone, and however long it takes. */
    static boolean holds(List<Operation> operations) {
        return of(History.of(operations), Settings.DEFAULT.withSearch(Duration.ofMinutes(10)))
                .isEmpty();
    }

    static Search search(List<Entry> entries, Values values, Effort effort) {
        return new Search(new Model(entries, values::matters), entries, values::matters, effort);
    }

    private static Violation none(List<Operation> group, Search.Stuck stuck, Model model, Settings settings) {
        List<Operation> fewest = Reduction.of(
                group, stuck.extent(), Effort.within(settings.search().dividedBy(SHARE)));
        List<Operation> shown = fewest;
        if (fewest.isEmpty()) {
            shown = new ArrayList<>(stuck.next().stream().map(Entry::operation).toList());
            Optional.ofNullable(stuck.awaited()).map(Entry::operation).ifPresent(shown::add);
        }
        StringBuilder says = new StringBuilder(
                "the calls on " + keys(group) + " cannot be put in order; " + tell(stuck, model, group));
        if (!fewest.isEmpty()) {
            says.append("\n  these ").append(fewest.size()).append(" alone cannot:");
            fewest.stream().limit(SHOWN).forEach(each -> says.append("\n    ").append(each));
            if (fewest.size() > SHOWN) {
                says.append("\n    and ").append(fewest.size() - SHOWN).append(" more");
            }
        }
        long at = shown.stream().mapToLong(Operation::began).max().orElse(stuck.until());
        return new Violation(
                "linearizable",
                says.toString(),
                shown.stream().map(Operation::id).toList(),
                at);
    }

    private static String tell(Search.Stuck stuck, Model model, List<Operation> group) {
        long ended =
                group.stream().filter(each -> each.ended() <= stuck.until()).count();
        StringBuilder text = new StringBuilder("no order goes beyond " + Operation.at(stuck.until()) + " ms, when "
                + ended + " of " + group.size() + " had ended");
        text.append("\n  farthest, the last of the order:");
        stuck.before().forEach(each -> text.append("\n    ").append(tell(each)));
        text.append("\n  so that ").append(model.tell(stuck.state()));
        text.append("\n  and none of these fits next:");
        stuck.next().forEach(each -> text.append("\n    ").append(tell(each)));
        Entry awaited = stuck.awaited();
        if (awaited != null) {
            text.append("\n  as by its revision this is to come before: ").append(tell(awaited));
        }
        return text.toString();
    }

    private static String tell(Entry entry) {
        if (entry.expiry() != null) {
            return "the lease of " + entry.expiry() + " ran out";
        }
        boolean isAnswered = entry.operation().isReturned();
        return entry.operation() + (isAnswered ? "" : entry.required() ? ", its value was seen" : ", taken as applied");
    }

    private static String keys(List<Operation> group) {
        List<String> keys = group.stream()
                .flatMap(each -> each.act().keys().stream())
                .distinct()
                .sorted()
                .toList();
        return keys.size() > 5
                ? keys.subList(0, 5) + " and " + (keys.size() - 5) + " more keys"
                : String.join(", ", keys);
    }

    /** By keys; transactions join theirs. */
    static List<List<Operation>> groups(List<Operation> operations) {
        Map<String, String> parents = new HashMap<>();
        for (Operation operation : operations) {
            String first = "";
            for (String key : operation.act().keys()) {
                first = first.isEmpty() ? root(parents, key) : first;
                parents.put(root(parents, key), first);
            }
        }
        Map<String, List<Operation>> groups = new LinkedHashMap<>();
        for (Operation operation : operations) {
            operation.act().keys().stream()
                    .findFirst()
                    .ifPresent(key -> groups.computeIfAbsent(root(parents, key), unknown -> new ArrayList<>())
                            .add(operation));
        }
        return List.copyOf(groups.values());
    }

    private static String root(Map<String, String> parents, String key) {
        String at = key;
        while (true) {
            String parent = parents.putIfAbsent(at, at);
            if (parent == null || parent.equals(at)) {
                return at;
            }
            // Half the way is saved for the next time.
            String above = parents.getOrDefault(parent, parent);
            parents.put(at, above);
            at = above;
        }
    }
}
