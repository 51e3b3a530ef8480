package dev.tercet.embedded.internal.mvcc;

import dev.tercet.proto.mvccpb.KeyValue;
import java.util.zip.CRC32C;

/** Adds up versions of keys. */
final class Checksum {
    private final CRC32C sum = new CRC32C();
    private final long compactRevision;

    Checksum(long compactRevision) {
        this.compactRevision = compactRevision;
    }

    void add(KeyValue version) {
        // As in etcd: whether a tombstone at the compacted revision itself is still there must not make a difference.
        if (History.isTombstone(version) && version.getModRevision() == compactRevision) {
            return;
        }
        sum.update(version.toByteArray());
    }

    int value() {
        return (int) sum.getValue();
    }
}
