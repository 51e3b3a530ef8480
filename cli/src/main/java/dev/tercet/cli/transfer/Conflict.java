package dev.tercet.cli.transfer;

import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.TxnResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A change that was left alone, since somebody else was faster.
 *
 * @param change what was to be done
 * @param now the revision that the key has instead, 0 if it is gone
 */
record Conflict(Change change, long now) {
    /** What is to be done and what is not, after a transaction whose compares did not all hold. */
    record Split(List<Change> left, List<Conflict> conflicts) {}

    /**
     * Tells them apart.
     *
     * @param refused the transaction's answer, with a read of each change's key in its other branch, in this order
     */
    static Split split(List<Change> changes, TxnResult refused) {
        List<Change> left = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            GetResult found = refused.get(i);
            long now = found.first().map(KeyValue::modRevision).orElse(0L);
            if (now == change.entry().modRevision()) {
                left.add(change);
            } else {
                conflicts.add(new Conflict(change, now));
            }
        }
        return new Split(left, conflicts);
    }

    /** In a line. */
    String text() {
        long seen = change.entry().modRevision();
        String before = seen == 0 ? "was not there" : "had revision " + seen;
        return change.key() + " " + before + " and " + (now == 0 ? "is gone" : "has revision " + now);
    }
}
