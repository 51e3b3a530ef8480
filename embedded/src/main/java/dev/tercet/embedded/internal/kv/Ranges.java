package dev.tercet.embedded.internal.kv;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Keys;
import dev.tercet.embedded.internal.mvcc.Slice;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortOrder;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortTarget;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranges with all their options, in two halves: what is read, within a step, and what is made of it, anywhere. */
final class Ranges {
    private Ranges() {}

    /** Whether keys come as they are in the store. No order and another target than the key counts as such, and is sorted later. */
    static boolean isInOrderOfKeys(RangeRequest request) {
        return request.getSortOrder() == SortOrder.NONE
                || (request.getSortTarget() == SortTarget.KEY && request.getSortOrder() == SortOrder.ASCEND);
    }

    static boolean isFiltered(RangeRequest request) {
        return request.getMinModRevision() != 0
                || request.getMaxModRevision() != 0
                || request.getMinCreateRevision() != 0
                || request.getMaxCreateRevision() != 0;
    }

    /** Reads what a request is about, and one more key than it wants, to know whether there are more. */
    static Slice read(Store store, RangeRequest request) {
        KeyInterval interval = new KeyInterval(request.getKey(), request.getRangeEnd());
        long revision = Math.max(0, request.getRevision());
        if (request.getCountOnly()) {
            return new Slice(List.of(), store.count(interval, revision));
        }
        boolean takesFirst = isInOrderOfKeys(request) && !isFiltered(request);
        long limit = takesFirst && request.getLimit() > 0 ? request.getLimit() : 0;
        return store.range(interval, revision, limit > 0 && limit < Long.MAX_VALUE ? limit + 1 : limit);
    }

    /** The answer to a request, but for its header. */
    static RangeResponse.Builder answer(RangeRequest request, Slice slice) {
        List<KeyValue> kvs = slice.kvs();
        if (kvs.size() > 1) {
            kvs = sorted(request, isFiltered(request) ? filtered(request, kvs) : kvs);
        } else if (isFiltered(request)) {
            kvs = filtered(request, kvs);
        }
        RangeResponse.Builder answer = RangeResponse.newBuilder().setCount(slice.total());
        if (request.getLimit() > 0 && kvs.size() > request.getLimit()) {
            kvs = kvs.subList(0, (int) request.getLimit());
            answer.setMore(true);
        }
        if (request.getKeysOnly()) {
            // Values are needed to sort by them, and with them comes the lease; otherwise etcd answers from its index,
            // which has neither.
            boolean leases = request.getSortTarget() == SortTarget.VALUE;
            for (KeyValue kv : kvs) {
                answer.addKvs(withoutValue(kv, leases));
            }
            return answer;
        }
        return answer.addAllKvs(kvs);
    }

    private static KeyValue withoutValue(KeyValue kv, boolean leases) {
        KeyValue.Builder bare = kv.toBuilder().setValue(ByteString.EMPTY);
        return (leases ? bare : bare.clearLease()).build();
    }

    private static List<KeyValue> filtered(RangeRequest request, List<KeyValue> kvs) {
        List<KeyValue> kept = new ArrayList<>();
        for (KeyValue kv : kvs) {
            if (isWithin(kv.getModRevision(), request.getMinModRevision(), request.getMaxModRevision())
                    && isWithin(
                            kv.getCreateRevision(), request.getMinCreateRevision(), request.getMaxCreateRevision())) {
                kept.add(kv);
            }
        }
        return kept;
    }

    private static boolean isWithin(long revision, long min, long max) {
        return (max == 0 || revision <= max) && (min == 0 || revision >= min);
    }

    private static List<KeyValue> sorted(RangeRequest request, List<KeyValue> kvs) {
        if (request.getSortTarget() == SortTarget.KEY && isInOrderOfKeys(request)) {
            return kvs;
        }
        Comparator<KeyValue> order = order(request.getSortTarget());
        List<KeyValue> sorted = new ArrayList<>(kvs);
        sorted.sort(request.getSortOrder() == SortOrder.DESCEND ? order.reversed() : order);
        return sorted;
    }

    private static Comparator<KeyValue> order(SortTarget target) {
        return switch (target) {
            case KEY -> (a, b) -> Keys.compare(a.getKey(), b.getKey());
            case VERSION -> Comparator.comparingLong(KeyValue::getVersion);
            case CREATE -> Comparator.comparingLong(KeyValue::getCreateRevision);
            case MOD -> Comparator.comparingLong(KeyValue::getModRevision);
            case VALUE -> (a, b) -> Keys.compare(a.getValue(), b.getValue());
            case UNRECOGNIZED -> throw new IllegalStateException("refused before");
        };
    }
}
