package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Operation;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A call as the search for an order sees it.
 *
 * @param ended until when it took effect, if it did
 * @param required whether it did take effect, as opposed to: perhaps, or never
 * @param answer what is known of its effect, as far as known; null for nothing
 * @param expiry not the call itself, but that its put's lease may run out after it; null for the call itself
 */
record Entry(
        Operation operation,
        long began,
        long ended,
        boolean required,
        @Nullable Returned answer,
        Act.@Nullable Put expiry) {
    /** One that was answered. */
    static Entry returned(Operation operation, Returned answer) {
        return new Entry(operation, operation.began(), operation.ended(), true, answer, null);
    }

    /** One that may have taken effect at any time since it began, or never. */
    static Entry open(Operation operation) {
        return new Entry(operation, operation.began(), Operation.NEVER, false, null, null);
    }

    /** That the lease of a put may run out. */
    static Entry expiry(Operation operation, Act.Put put) {
        return new Entry(operation, operation.began(), Operation.NEVER, false, null, put);
    }

    Act act() {
        return operation.act();
    }

    /** The revision at which it took effect, if known; otherwise 0. */
    long revision() {
        return answer == null ? 0 : answer.revision();
    }

    /** Whether it is known to have changed something, so that its revision is its own. */
    boolean surelyWrote() {
        if (answer == null || act() instanceof Act.Get) {
            return false;
        }
        if (act() instanceof Act.Txn txn) {
            return txn.branch(answer.succeeded()).stream().anyMatch(step -> step instanceof Act.Put);
        }
        return answer.succeeded();
    }

    /** Whether it is known to have changed nothing, wherever it had its turn. */
    boolean surelyRead() {
        if (answer == null || expiry != null) {
            return false;
        }
        return act() instanceof Act.Txn txn
                ? txn.branch(answer.succeeded()).stream().allMatch(Act.Step::isRead)
                : act().isRead() || !answer.succeeded();
    }

    /**
     * Open calls of one class may stand for each other: if any of them took effect, it may as well have been the one that began
     * first. Null if there is no other like it.
     *
     * @param seen whether a value was seen by anybody
     */
    @Nullable
    Likeness likeness(Predicate<String> seen) {
        if (required || answer != null || expiry != null) {
            return null;
        }
        if (act() instanceof Act.Put put && put.lease() == 0 && !seen.test(put.value())) {
            return new Likeness(put.key(), true, null);
        }
        if (act() instanceof Act.CompareAndSwap swap && !seen.test(swap.value())) {
            return new Likeness(swap.key(), true, swap.expected());
        }
        return act() instanceof Act.Delete delete ? new Likeness(delete.key(), false, null) : null;
    }

    /** A class of open calls: puts of some value to a key, perhaps if it is as expected, or its deletes. */
    record Likeness(String key, boolean puts, Act.@Nullable Expected expected) {}
}
