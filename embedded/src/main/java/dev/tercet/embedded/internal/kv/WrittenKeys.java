package dev.tercet.embedded.internal.kv;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.Keys;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys that the operations of a transaction might write, which must not be written twice: once a key is put, no other operation
 * may put or delete it, be it in a transaction further in. Two branches of one transaction may, since one of them is not done.
 *
 * <p>The rule is etcd's with its gaps: a delete without an end does not count, nor does one in a later nested transaction than the put.
 */
final class WrittenKeys {
    private final Set<ByteString> puts = new HashSet<>();
    private final List<DeleteRangeRequest> deletes = new ArrayList<>();

    private WrittenKeys() {}

    /** Refuses a transaction that might write a key twice. */
    static void check(TxnRequest request) {
        of(request.getSuccessList());
        of(request.getFailureList());
    }

    private static WrittenKeys of(List<RequestOp> operations) {
        WrittenKeys keys = new WrittenKeys();
        for (RequestOp operation : operations) {
            if (operation.hasRequestDeleteRange()) {
                keys.deletes.add(operation.getRequestDeleteRange());
            }
        }
        for (RequestOp operation : operations) {
            if (operation.hasRequestTxn()) {
                keys.add(operation.getRequestTxn());
            }
        }
        for (RequestOp operation : operations) {
            if (operation.hasRequestPut()) {
                keys.put(operation.getRequestPut().getKey());
            }
        }
        return keys;
    }

    private void add(TxnRequest nested) {
        WrittenKeys success = of(nested.getSuccessList());
        WrittenKeys failure = of(nested.getFailureList());
        success.puts.forEach(this::put);
        for (ByteString key : failure.puts) {
            if (success.puts.contains(key)) {
                refuseDeleted(key);
            } else {
                put(key);
            }
        }
        deletes.addAll(success.deletes);
        deletes.addAll(failure.deletes);
    }

    private void put(ByteString key) {
        if (!puts.add(key)) {
            throw EtcdErrors.DUPLICATE_KEY;
        }
        refuseDeleted(key);
    }

    private void refuseDeleted(ByteString key) {
        for (DeleteRangeRequest delete : deletes) {
            if (deletes(delete, key)) {
                throw EtcdErrors.DUPLICATE_KEY;
            }
        }
    }

    private static boolean deletes(DeleteRangeRequest delete, ByteString key) {
        if (delete.getRangeEnd().isEmpty()) {
            return delete.getKey().equals(key);
        }
        // The zero byte that stands for no end is taken for an end here, before any key.
        return Keys.compare(key, delete.getKey()) >= 0 && Keys.compare(key, delete.getRangeEnd()) < 0;
    }
}
