package dev.tercet.embedded.internal.kv;

import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Keys;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.List;

/** Whether what a transaction compares is so. */
final class Compares {
    private Compares() {}

    static boolean hold(Store store, List<Compare> compares) {
        for (Compare compare : compares) {
            if (!holds(store, compare)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Store store, Compare compare) {
        KeyInterval interval = new KeyInterval(compare.getKey(), compare.getRangeEnd());
        List<KeyValue> kvs = store.range(interval, 0, 0).kvs();
        if (kvs.isEmpty()) {
            // What is not there has no value, not even an empty one, and zeros for the rest.
            return compare.getTarget() != Compare.CompareTarget.VALUE && holds(compare, KeyValue.getDefaultInstance());
        }
        for (KeyValue kv : kvs) {
            if (!holds(compare, kv)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Compare compare, KeyValue kv) {
        // A target that etcd does not know is equal to anything, and a result that it does not know is the one there
        // is.
        int result = switch (compare.getTarget()) {
            case VALUE -> Keys.compare(kv.getValue(), compare.getValue());
            case CREATE -> Long.compare(kv.getCreateRevision(), compare.getCreateRevision());
            case MOD -> Long.compare(kv.getModRevision(), compare.getModRevision());
            case VERSION -> Long.compare(kv.getVersion(), compare.getVersion());
            case LEASE -> Long.compare(kv.getLease(), compare.getLease());
            case UNRECOGNIZED -> 0;
        };
        return switch (compare.getResult()) {
            case EQUAL -> result == 0;
            case NOT_EQUAL -> result != 0;
            case GREATER -> result > 0;
            case LESS -> result < 0;
            case UNRECOGNIZED -> true;
        };
    }
}
