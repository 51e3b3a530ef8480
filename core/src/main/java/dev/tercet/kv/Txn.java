package dev.tercet.kv;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A transaction: if all compares hold, the {@code then} operations, otherwise the {@code orElse} operations, in one step and one
 * revision.
 *
 * <p>All compares, also those of nested transactions, look at the store as it was before. A read sees the writes before it in the
 * same branch. One with compares alone is as linearizable as any other. One path may put a key only once. The server takes at most 128 entries in each list unless told otherwise.
 *
 * <pre>{@code
 * Txn.when(Compare.value("k").equalTo("v1")).then(Put.of("k", "v2")).orElse(Get.of("k"));
 * }</pre>
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#transaction">etcd: transaction</a>
 * @since 0.1
 */
public final class Txn implements Op<TxnResult> {
    private static final int SHOWN_KEYS = 3;

    private final List<Compare> compares;
    private final List<Op<?>> thens;
    private final List<Op<?>> elses;

    private Txn(List<Compare> compares, List<Op<?>> thens, List<Op<?>> elses) {
        this.compares = compares;
        this.thens = thens;
        this.elses = elses;
    }

    /** A transaction with these conditions; with none, {@code then} always runs. */
    public static Txn when(Compare... conditions) {
        return when(List.of(conditions));
    }

    /** A transaction with these conditions; with none, {@code then} always runs. */
    public static Txn when(List<Compare> conditions) {
        return new Txn(List.copyOf(conditions), List.of(), List.of());
    }

    /** A transaction without conditions: all of these in one revision. */
    public static Txn all(Op<?>... operations) {
        return when().then(operations);
    }

    /** Adds to what runs if all conditions hold. */
    public Txn then(Op<?>... operations) {
        return then(List.of(operations));
    }

    /** Adds to what runs if all conditions hold. */
    public Txn then(List<? extends Op<?>> operations) {
        return new Txn(compares, joined(thens, operations), elses);
    }

    /** Adds to what runs if a condition does not hold. */
    public Txn orElse(Op<?>... operations) {
        return orElse(List.of(operations));
    }

    /** Adds to what runs if a condition does not hold. */
    public Txn orElse(List<? extends Op<?>> operations) {
        return new Txn(compares, thens, joined(elses, operations));
    }

    private static List<Op<?>> joined(List<Op<?>> before, List<? extends Op<?>> more) {
        List<Op<?>> all = new ArrayList<>(before.size() + more.size());
        all.addAll(before);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** The conditions, unmodifiable; with none, {@link #thens()} always run. */
    public List<Compare> compares() {
        return compares;
    }

    /** What runs if all conditions hold. */
    public List<Op<?>> thens() {
        return thens;
    }

    /** What runs otherwise. */
    public List<Op<?>> elses() {
        return elses;
    }

    /** Whether neither branch can change anything, so that it may be sent again. */
    public boolean isReadOnly() {
        return thens.stream().allMatch(Txn::reads) && elses.stream().allMatch(Txn::reads);
    }

    private static boolean reads(Op<?> op) {
        return op instanceof Get || (op instanceof Txn nested && nested.isReadOnly());
    }

    /** Whether nothing but serializable reads is in it, so that any member can answer it by itself. */
    public boolean isSerializable() {
        return thens.stream().allMatch(Txn::readsLocally) && elses.stream().allMatch(Txn::readsLocally);
    }

    private static boolean readsLocally(Op<?> op) {
        return op instanceof Get get && get.isSerializable();
    }

    @Override
    public String toString() {
        int conditions = compares.size();
        return "txn" + keys() + " (" + conditions + (conditions == 1 ? " compare, " : " compares, ") + thens.size()
                + " then, " + elses.size() + " else)";
    }

    private String keys() {
        Set<String> names = new LinkedHashSet<>();
        name(names);
        if (names.isEmpty()) {
            return "";
        }
        String first = names.stream().limit(SHOWN_KEYS).collect(Collectors.joining(", ", " of ", ""));
        return names.size() > SHOWN_KEYS ? first + ", …" : first;
    }

    // Stops at one more than is shown: a transaction may be large, and this is for messages.
    private void name(Set<String> names) {
        for (Compare compare : compares) {
            if (names.size() > SHOWN_KEYS) {
                return;
            }
            names.add(compare.range().toString());
        }
        for (List<Op<?>> branch : List.of(thens, elses)) {
            for (Op<?> op : branch) {
                if (names.size() > SHOWN_KEYS) {
                    return;
                }
                if (op instanceof Get get) {
                    names.add(get.range().toString());
                } else if (op instanceof Put put) {
                    names.add(KeyRange.of(put.key()).toString());
                } else if (op instanceof Delete delete) {
                    names.add(delete.range().toString());
                } else if (op instanceof Txn nested) {
                    nested.name(names);
                }
            }
        }
    }
}
