package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;

/**
 * A put or a delete of an import.
 *
 * @param entry what to put, or whose key to delete; its {@code modRevision} is the store's when both sides were compared
 * @param isDelete whether the key is to go
 */
record Change(Entry entry, boolean isDelete) {
    /** What an operation takes in a request beside its key and value, generously. */
    private static final int AROUND = 64;

    Bytes key() {
        return entry.key();
    }

    /** How much of a request it takes at most: its key stands there up to three times, in a compare and in a read too. */
    long size() {
        return 3L * key().length() + entry.value().length() + AROUND;
    }

    /** As an operation. */
    Op<?> op(long lease) {
        if (isDelete) {
            return Delete.of(key());
        }
        Put put = Put.of(key(), entry.value());
        return lease == 0 ? put : put.withLease(lease);
    }

    /** Holds if nobody changed the key since both sides were compared. A key that is not there has the revision 0. */
    Compare untouched() {
        return Compare.modRevision(key()).equalTo(entry.modRevision());
    }

    /** Reads what {@link #untouched} compares. */
    Get look() {
        return Get.of(key()).keysOnly();
    }
}
