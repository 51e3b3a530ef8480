package dev.tercet.embedded.internal.fault;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.DowngradeRequest;
import dev.tercet.proto.etcdserverpb.MemberListRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call at a member that has no leader.
 *
 * @param error what it ends with
 * @param atOnce whether it is refused at once, or waits for a leader first
 */
record WithoutLeader(EtcdError error, boolean atOnce) {
    private static final WithoutLeader READ = new WithoutLeader(EtcdErrors.REQUEST_TIMED_OUT, false);
    // A proposal cannot even be made, and runs into its own deadline.
    private static final WithoutLeader WRITE = new WithoutLeader(EtcdErrors.CONTEXT_DEADLINE_EXCEEDED, false);
    private static final WithoutLeader ASKED_OF_THE_LEADER = new WithoutLeader(renewal(), false);

    // What a member knows by itself.
    private static final Set<String> LOCAL = Set.of(
            "etcdserverpb.Lease/LeaseLeases",
            "etcdserverpb.Maintenance/Status",
            "etcdserverpb.Maintenance/Hash",
            "etcdserverpb.Maintenance/HashKV",
            "etcdserverpb.Maintenance/Defragment");
    private static final Map<String, WithoutLeader> OTHERS = Map.of(
            "etcdserverpb.Auth/Authenticate", READ,
            "v3electionpb.Election/Leader", READ,
            "etcdserverpb.Lease/LeaseTimeToLive", ASKED_OF_THE_LEADER,
            "etcdserverpb.Cluster/MemberPromote", ASKED_OF_THE_LEADER,
            "etcdserverpb.Cluster/MemberAdd", new WithoutLeader(EtcdErrors.UNHEALTHY_CLUSTER, true),
            "etcdserverpb.Cluster/MemberRemove", new WithoutLeader(EtcdErrors.UNHEALTHY_CLUSTER, true),
            "etcdserverpb.Maintenance/MoveLeader", new WithoutLeader(EtcdErrors.NOT_LEADER, true));

    /** How renewals of leases end. */
    static EtcdError renewal() {
        return EtcdErrors.NO_LEADER;
    }

    /** Null for a call that needs no leader. */
    static @Nullable WithoutLeader of(String method, Message request) {
        if (LOCAL.contains(method)) {
            return null;
        }
        if (request instanceof RangeRequest range) {
            return range.getSerializable() ? null : READ;
        }
        if (request instanceof TxnRequest txn && isReadOnly(txn)) {
            return isSerializable(txn) ? null : READ;
        }
        if (request instanceof MemberListRequest list) {
            return list.getLinearizable() ? READ : null;
        }
        if (request instanceof DowngradeRequest downgrade
                && downgrade.getAction() == DowngradeRequest.DowngradeAction.VALIDATE) {
            return READ;
        }
        return OTHERS.getOrDefault(method, WRITE);
    }

    private static boolean isReadOnly(TxnRequest txn) {
        return operations(txn)
                .allMatch(operation -> operation.hasRequestTxn()
                        ? isReadOnly(operation.getRequestTxn())
                        : operation.hasRequestRange());
    }

    private static boolean isSerializable(TxnRequest txn) {
        return operations(txn)
                .allMatch(operation -> operation.hasRequestTxn()
                        ? isSerializable(operation.getRequestTxn())
                        : operation.getRequestRange().getSerializable());
    }

    private static Stream<RequestOp> operations(TxnRequest txn) {
        return Stream.of(txn.getSuccessList(), txn.getFailureList()).flatMap(List::stream);
    }
}
