package dev.tercet.internal.client;

import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.util.List;

/**
 * A transaction with compares and no operations, as linearizable as any other.
 *
 * <p>etcd takes one without operations for a serializable read: the member asked answers by itself, and may be behind. So a count of
 * a key that is compared anyway goes with it, in both branches, and its result is taken off again.
 */
final class OnlyCompares {
    private OnlyCompares() {}

    private static boolean is(Txn txn) {
        return txn.thens().isEmpty() && txn.elses().isEmpty() && !txn.compares().isEmpty();
    }

    /** What is sent for it. */
    static Txn sent(Txn txn) {
        if (!is(txn)) {
            return txn;
        }
        KeyRange key = KeyRange.of(txn.compares().get(0).range().key());
        Get count = Get.of(key).countOnly();
        return txn.then(count).orElse(count);
    }

    /** What it answers. */
    static TxnResult answered(Txn txn, TxnResult result) {
        return is(txn) ? new TxnResult(result.header(), result.succeeded(), List.of()) : result;
    }
}
