package dev.tercet.embedded.internal.maintenance;

import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AlarmMember;
import dev.tercet.proto.etcdserverpb.AlarmType;
import dev.tercet.proto.etcdserverpb.DowngradeInfo;
import dev.tercet.proto.etcdserverpb.StatusResponse;

/** Answers how the member is: it leads unless a fault has it otherwise, and all that is in its log is applied. Within a step. */
final class StatusCall {
    /** The leader's id where there is no leader. */
    private static final long NONE = 0;

    private final Headers headers;
    private final Identity identity;
    private final Quota quota;
    private final Store store;
    private final Alarms alarms;
    private final ClusterVersion version;
    private final RaftIndex index;
    private final RaftTerm term;

    StatusCall(
            Headers headers,
            Identity identity,
            Quota quota,
            Store store,
            Alarms alarms,
            ClusterVersion version,
            RaftIndex index,
            RaftTerm term) {
        this.headers = headers;
        this.identity = identity;
        this.quota = quota;
        this.store = store;
        this.alarms = alarms;
        this.version = version;
        this.index = index;
        this.term = term;
    }

    StatusResponse answer() {
        StatusResponse.Builder reply = StatusResponse.newBuilder()
                .setHeader(headers.now())
                .setVersion(identity.version())
                .setDbSize(store.sizeInBytes())
                .setDbSizeInUse(store.sizeInUse())
                .setDbSizeQuota(quota.limit())
                .setLeader(term.hasLeader() ? identity.memberId() : NONE)
                .setRaftIndex(index.index())
                .setRaftAppliedIndex(index.index())
                .setRaftTerm(term.term())
                .setStorageVersion(version.storage())
                .setDowngradeInfo(downgrade());
        if (!term.hasLeader()) {
            reply.addErrors(EtcdErrors.NO_LEADER.text());
        }
        for (AlarmMember alarm : alarms.raised(AlarmType.NONE)) {
            reply.addErrors(text(alarm));
        }
        return reply.build();
    }

    private DowngradeInfo downgrade() {
        String target = version.downgradingTo();
        return target == null
                ? DowngradeInfo.getDefaultInstance()
                : DowngradeInfo.newBuilder()
                        .setEnabled(true)
                        .setTargetVersion(target)
                        .build();
    }

    // etcd prints the message as protobuf's text format has it, without what is zero.
    private static String text(AlarmMember alarm) {
        String type = "alarm:" + alarm.getAlarm();
        return alarm.getMemberID() == 0 ? type : "memberID:" + Long.toUnsignedString(alarm.getMemberID()) + " " + type;
    }
}
