package dev.tercet.proto.codec;

import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.RevisionFilter;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;

/** The requests of the key-value service, transactions apart. */
public final class KvRequests {
    private KvRequests() {}

    public static RangeRequest encode(Get get) {
        RangeRequest.Builder request = RangeRequest.newBuilder()
                .setKey(BytesCodec.encode(get.range().key()))
                .setRangeEnd(BytesCodec.encode(get.range().end()))
                .setLimit(get.maxKeys())
                .setRevision(get.revision())
                .setSerializable(get.isSerializable())
                .setKeysOnly(get.isKeysOnly())
                .setCountOnly(get.isCountOnly());
        // Ascending keys are the order in which the server reads; asked for by name, older servers read everything
        // first and cut to the limit afterwards.
        if (get.sortTarget() != SortTarget.KEY || get.sortOrder() == SortOrder.DESCENDING) {
            request.setSortTarget(encode(get.sortTarget())).setSortOrder(encode(get.sortOrder()));
        }
        RevisionFilter filter = get.filter();
        return request.setMinModRevision(filter.minMod())
                .setMaxModRevision(filter.maxMod())
                .setMinCreateRevision(filter.minCreate())
                .setMaxCreateRevision(filter.maxCreate())
                .build();
    }

    public static PutRequest encode(Put put) {
        return PutRequest.newBuilder()
                .setKey(BytesCodec.encode(put.key()))
                .setValue(BytesCodec.encode(put.value()))
                .setLease(put.lease())
                .setPrevKv(put.returnsPrevious())
                .setIgnoreValue(put.keepsValue())
                .setIgnoreLease(put.keepsLease())
                .build();
    }

    public static DeleteRangeRequest encode(Delete delete) {
        return DeleteRangeRequest.newBuilder()
                .setKey(BytesCodec.encode(delete.range().key()))
                .setRangeEnd(BytesCodec.encode(delete.range().end()))
                .setPrevKv(delete.returnsPrevious())
                .build();
    }

    public static CompactionRequest encode(Compaction compaction) {
        return CompactionRequest.newBuilder()
                .setRevision(compaction.revision())
                .setPhysical(compaction.physical())
                .build();
    }

    private static RangeRequest.SortTarget encode(SortTarget target) {
        return switch (target) {
            case KEY -> RangeRequest.SortTarget.KEY;
            case VERSION -> RangeRequest.SortTarget.VERSION;
            case CREATE_REVISION -> RangeRequest.SortTarget.CREATE;
            case MOD_REVISION -> RangeRequest.SortTarget.MOD;
            case VALUE -> RangeRequest.SortTarget.VALUE;
        };
    }

    private static RangeRequest.SortOrder encode(SortOrder order) {
        return switch (order) {
            case NONE -> RangeRequest.SortOrder.NONE;
            case ASCENDING -> RangeRequest.SortOrder.ASCEND;
            case DESCENDING -> RangeRequest.SortOrder.DESCEND;
        };
    }
}
