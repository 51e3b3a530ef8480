package dev.tercet.embedded.internal.quota;

import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AlarmType;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.List;

/** Whether there is room for more, and the alarm that says that there is not. Within a step. */
public final class Quota {
    /** What etcd charges for a lease. */
    public static final long LEASE = 64;

    private static final long DEFAULT = 2L << 30;
    private static final long KEY = 256;

    private final Apply apply;
    private final Store store;
    private final Alarms alarms;
    private final Identity identity;
    private final RaftIndex index;
    private final long limit;

    public Quota(Apply apply, Store store, Alarms alarms, Identity identity, RaftIndex index, Limits limits) {
        this.apply = apply;
        this.store = store;
        this.alarms = alarms;
        this.identity = identity;
        this.index = index;
        limit = limits.quotaBytes() == 0 ? DEFAULT : limits.quotaBytes();
    }

    /** What a put is charged. */
    public static long cost(PutRequest put) {
        return KEY + put.getKey().size() + put.getValue().size();
    }

    /** What a transaction is charged: its dearer branch. */
    public static long cost(TxnRequest txn) {
        return Math.max(cost(txn.getSuccessList()), cost(txn.getFailureList()));
    }

    private static long cost(List<RequestOp> ops) {
        long sum = 0;
        for (RequestOp op : ops) {
            if (op.hasRequestPut()) {
                sum += cost(op.getRequestPut());
            } else if (op.hasRequestTxn()) {
                sum += cost(op.getRequestTxn());
            }
        }
        return sum;
    }

    /**
     * Makes sure that there is room for a write of this cost, which may be 0 for one that needs none; raises the alarm NOSPACE and
     * throws {@code EtcdErrors.NO_SPACE} if there is not. etcd asks this before it looks at the request at all.
     */
    public void checkRoom(long cost) {
        apply.check();
        if (cost > 0 && limit > 0 && store.sizeInBytes() + cost >= limit) {
            if (!alarms.noSpace()) {
                alarms.activate(identity.memberId(), AlarmType.NOSPACE);
                index.advance();
            }
            throw EtcdErrors.NO_SPACE;
        }
    }

    /**
     * Throws {@code EtcdErrors.NO_SPACE} if that alarm is raised and the write is one that needs room, however much there is by
     * now. etcd asks this when the request is found good and about to be applied.
     */
    public void checkAlarm(long cost) {
        apply.check();
        if (cost > 0 && alarms.noSpace()) {
            throw EtcdErrors.NO_SPACE;
        }
    }

    /**
     * Throws {@code EtcdErrors.CORRUPT_CLUSTER} if that alarm is raised: for puts, deletions, transactions that write, compactions,
     * and grants and revocations of leases, when they are about to be applied. Reads, and transactions that only read, go on.
     */
    public void checkIntact() {
        apply.check();
        if (alarms.corrupt()) {
            throw EtcdErrors.CORRUPT_CLUSTER;
        }
    }

    /** How large the database may become: what Status reports; negative for no limit. */
    public long limit() {
        return limit;
    }
}
