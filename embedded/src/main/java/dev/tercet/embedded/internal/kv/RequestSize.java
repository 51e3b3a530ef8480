package dev.tercet.embedded.internal.kv;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.tercet.embedded.internal.status.EtcdErrors;

/** Refuses writes that are too large. What counts is the entry of the raft log that etcd would make of one. */
final class RequestSize {
    /** The tag of the entry's header, and its length. */
    private static final int HEADER = 3;

    /** The tag of the request in the entry. */
    private static final int TAG = 1;

    private final int limit;
    private final int overhead;

    RequestSize(int limit, long memberId) {
        this.limit = limit;
        // The header has the entry's id, which begins with the lower half of the last half of the member's.
        overhead = HEADER + CodedOutputStream.computeUInt64Size(1, (memberId & 0xffff) << 48) + TAG;
    }

    void check(MessageLite request) {
        int size = request.getSerializedSize();
        if (overhead + CodedOutputStream.computeUInt32SizeNoTag(size) + size > limit) {
            throw EtcdErrors.REQUEST_IS_TOO_LARGE;
        }
    }
}
