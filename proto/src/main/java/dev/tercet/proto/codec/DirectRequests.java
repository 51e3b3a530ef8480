package dev.tercet.proto.codec;

import dev.tercet.kv.Compaction;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.RevisionFilter;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.kv.Txn;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.Compare.CompareResult;
import dev.tercet.proto.etcdserverpb.Compare.CompareTarget;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.WatchCancelRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest.FilterType;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchUp;
import dev.tercet.watch.WatchFilter;

/**
 * Writes the requests of the key-value service, and what goes up a stream of watches, without their generated messages, which only lend their numbers: a message, its
 * builder and its byte strings would be made to be thrown away, and the first of them has protobuf's classes loaded, which takes
 * longer than a call.
 */
final class DirectRequests {
    private DirectRequests() {}

    static void get(Get get, WireOut out) {
        out.bytes(RangeRequest.KEY_FIELD_NUMBER, get.range().key());
        out.bytes(RangeRequest.RANGE_END_FIELD_NUMBER, get.range().end());
        out.number(RangeRequest.LIMIT_FIELD_NUMBER, get.maxKeys());
        out.number(RangeRequest.REVISION_FIELD_NUMBER, get.revision());
        // As in the message: ascending keys are not asked for by name.
        if (get.sortTarget() != SortTarget.KEY || get.sortOrder() == SortOrder.DESCENDING) {
            out.number(RangeRequest.SORT_ORDER_FIELD_NUMBER, number(get.sortOrder()));
            out.number(RangeRequest.SORT_TARGET_FIELD_NUMBER, number(get.sortTarget()));
        }
        out.flag(RangeRequest.SERIALIZABLE_FIELD_NUMBER, get.isSerializable());
        out.flag(RangeRequest.KEYS_ONLY_FIELD_NUMBER, get.isKeysOnly());
        out.flag(RangeRequest.COUNT_ONLY_FIELD_NUMBER, get.isCountOnly());
        RevisionFilter filter = get.filter();
        out.number(RangeRequest.MIN_MOD_REVISION_FIELD_NUMBER, filter.minMod());
        out.number(RangeRequest.MAX_MOD_REVISION_FIELD_NUMBER, filter.maxMod());
        out.number(RangeRequest.MIN_CREATE_REVISION_FIELD_NUMBER, filter.minCreate());
        out.number(RangeRequest.MAX_CREATE_REVISION_FIELD_NUMBER, filter.maxCreate());
    }

    static void put(Put put, WireOut out) {
        out.bytes(PutRequest.KEY_FIELD_NUMBER, put.key());
        out.bytes(PutRequest.VALUE_FIELD_NUMBER, put.value());
        out.number(PutRequest.LEASE_FIELD_NUMBER, put.lease());
        out.flag(PutRequest.PREV_KV_FIELD_NUMBER, put.returnsPrevious());
        out.flag(PutRequest.IGNORE_VALUE_FIELD_NUMBER, put.keepsValue());
        out.flag(PutRequest.IGNORE_LEASE_FIELD_NUMBER, put.keepsLease());
    }

    static void delete(Delete delete, WireOut out) {
        out.bytes(DeleteRangeRequest.KEY_FIELD_NUMBER, delete.range().key());
        out.bytes(DeleteRangeRequest.RANGE_END_FIELD_NUMBER, delete.range().end());
        out.flag(DeleteRangeRequest.PREV_KV_FIELD_NUMBER, delete.returnsPrevious());
    }

    static void compaction(Compaction compaction, WireOut out) {
        out.number(CompactionRequest.REVISION_FIELD_NUMBER, compaction.revision());
        out.flag(CompactionRequest.PHYSICAL_FIELD_NUMBER, compaction.physical());
    }

    static void txn(Txn txn, WireOut out) {
        for (Compare compare : txn.compares()) {
            out.message(TxnRequest.COMPARE_FIELD_NUMBER, compare, DirectRequests::compare);
        }
        for (Op<?> op : txn.thens()) {
            out.<Op<?>>message(TxnRequest.SUCCESS_FIELD_NUMBER, op, DirectRequests::op);
        }
        for (Op<?> op : txn.elses()) {
            out.<Op<?>>message(TxnRequest.FAILURE_FIELD_NUMBER, op, DirectRequests::op);
        }
    }

    static void watch(WatchUp message, WireOut out) {
        if (message instanceof WatchUp.Create create) {
            out.message(WatchRequest.CREATE_REQUEST_FIELD_NUMBER, create.create(), DirectRequests::watch);
        } else if (message instanceof WatchUp.Cancel cancel) {
            out.message(WatchRequest.CANCEL_REQUEST_FIELD_NUMBER, cancel.watchId(), DirectRequests::cancellation);
        } else {
            out.message(WatchRequest.PROGRESS_REQUEST_FIELD_NUMBER, message, (progress, fields) -> {});
        }
    }

    private static void watch(WatchRpcs.Create create, WireOut out) {
        out.bytes(WatchCreateRequest.KEY_FIELD_NUMBER, create.range().key());
        out.bytes(WatchCreateRequest.RANGE_END_FIELD_NUMBER, create.range().end());
        out.number(WatchCreateRequest.START_REVISION_FIELD_NUMBER, create.startRevision());
        out.flag(WatchCreateRequest.PROGRESS_NOTIFY_FIELD_NUMBER, create.progress());
        if (!create.filters().isEmpty()) {
            out.message(WatchCreateRequest.FILTERS_FIELD_NUMBER, create.filters(), DirectRequests::filters);
        }
        out.flag(WatchCreateRequest.PREV_KV_FIELD_NUMBER, create.previous());
        out.flag(WatchCreateRequest.FRAGMENT_FIELD_NUMBER, create.fragments());
    }

    /** Numbers one after another, in one field. */
    private static void filters(Iterable<WatchFilter> filters, WireOut out) {
        for (WatchFilter filter : filters) {
            out.varint(
                    switch (filter) {
                        case NO_PUT -> FilterType.NOPUT_VALUE;
                        case NO_DELETE -> FilterType.NODELETE_VALUE;
                    });
        }
    }

    private static void cancellation(long watchId, WireOut out) {
        out.number(WatchCancelRequest.WATCH_ID_FIELD_NUMBER, watchId);
    }

    private static void op(Op<?> op, WireOut out) {
        if (op instanceof Get get) {
            out.message(RequestOp.REQUEST_RANGE_FIELD_NUMBER, get, DirectRequests::get);
        } else if (op instanceof Put put) {
            out.message(RequestOp.REQUEST_PUT_FIELD_NUMBER, put, DirectRequests::put);
        } else if (op instanceof Delete delete) {
            out.message(RequestOp.REQUEST_DELETE_RANGE_FIELD_NUMBER, delete, DirectRequests::delete);
        } else if (op instanceof Txn nested) {
            out.message(RequestOp.REQUEST_TXN_FIELD_NUMBER, nested, DirectRequests::txn);
        }
    }

    private static void compare(Compare compare, WireOut out) {
        out.number(
                dev.tercet.proto.etcdserverpb.Compare.RESULT_FIELD_NUMBER,
                switch (compare.relation()) {
                    case EQUAL -> CompareResult.EQUAL_VALUE;
                    case GREATER -> CompareResult.GREATER_VALUE;
                    case LESS -> CompareResult.LESS_VALUE;
                    case NOT_EQUAL -> CompareResult.NOT_EQUAL_VALUE;
                });
        out.number(
                dev.tercet.proto.etcdserverpb.Compare.TARGET_FIELD_NUMBER,
                switch (compare.target()) {
                    case VERSION -> CompareTarget.VERSION_VALUE;
                    case CREATE_REVISION -> CompareTarget.CREATE_VALUE;
                    case MOD_REVISION -> CompareTarget.MOD_VALUE;
                    case VALUE -> CompareTarget.VALUE_VALUE;
                    case LEASE -> CompareTarget.LEASE_VALUE;
                });
        out.bytes(
                dev.tercet.proto.etcdserverpb.Compare.KEY_FIELD_NUMBER,
                compare.range().key());
        switch (compare.target()) {
            case VERSION ->
                out.numberThere(dev.tercet.proto.etcdserverpb.Compare.VERSION_FIELD_NUMBER, compare.number());
            case CREATE_REVISION ->
                out.numberThere(dev.tercet.proto.etcdserverpb.Compare.CREATE_REVISION_FIELD_NUMBER, compare.number());
            case MOD_REVISION ->
                out.numberThere(dev.tercet.proto.etcdserverpb.Compare.MOD_REVISION_FIELD_NUMBER, compare.number());
            case VALUE -> out.bytesThere(dev.tercet.proto.etcdserverpb.Compare.VALUE_FIELD_NUMBER, compare.value());
            case LEASE -> out.numberThere(dev.tercet.proto.etcdserverpb.Compare.LEASE_FIELD_NUMBER, compare.number());
        }
        out.bytes(
                dev.tercet.proto.etcdserverpb.Compare.RANGE_END_FIELD_NUMBER,
                compare.range().end());
    }

    private static int number(SortTarget target) {
        return switch (target) {
            case KEY -> RangeRequest.SortTarget.KEY_VALUE;
            case VERSION -> RangeRequest.SortTarget.VERSION_VALUE;
            case CREATE_REVISION -> RangeRequest.SortTarget.CREATE_VALUE;
            case MOD_REVISION -> RangeRequest.SortTarget.MOD_VALUE;
            case VALUE -> RangeRequest.SortTarget.VALUE_VALUE;
        };
    }

    private static int number(SortOrder order) {
        return switch (order) {
            case NONE -> RangeRequest.SortOrder.NONE_VALUE;
            case ASCENDING -> RangeRequest.SortOrder.ASCEND_VALUE;
            case DESCENDING -> RangeRequest.SortOrder.DESCEND_VALUE;
        };
    }
}
