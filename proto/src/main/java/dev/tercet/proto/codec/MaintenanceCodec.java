package dev.tercet.proto.codec;

import dev.tercet.kv.Header;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Alarms;
import dev.tercet.maintenance.Hash;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.maintenance.Status;
import dev.tercet.proto.etcdserverpb.AlarmRequest;
import dev.tercet.proto.etcdserverpb.AlarmRequest.AlarmAction;
import dev.tercet.proto.etcdserverpb.AlarmResponse;
import dev.tercet.proto.etcdserverpb.DefragmentResponse;
import dev.tercet.proto.etcdserverpb.DowngradeRequest;
import dev.tercet.proto.etcdserverpb.DowngradeRequest.DowngradeAction;
import dev.tercet.proto.etcdserverpb.DowngradeResponse;
import dev.tercet.proto.etcdserverpb.HashKVRequest;
import dev.tercet.proto.etcdserverpb.HashKVResponse;
import dev.tercet.proto.etcdserverpb.HashResponse;
import dev.tercet.proto.etcdserverpb.MoveLeaderRequest;
import dev.tercet.proto.etcdserverpb.MoveLeaderResponse;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.StatusResponse;
import dev.tercet.spi.MaintenanceRpcs;
import java.util.List;

/** The maintenance service. */
public final class MaintenanceCodec {
    private MaintenanceCodec() {}

    public static AlarmRequest encode(MaintenanceRpcs.AlarmAct act) {
        return AlarmRequest.newBuilder()
                .setAction(
                        switch (act.action()) {
                            case GET -> AlarmAction.GET;
                            case ACTIVATE -> AlarmAction.ACTIVATE;
                            case DEACTIVATE -> AlarmAction.DEACTIVATE;
                        })
                .setMemberID(act.memberId())
                .setAlarm(
                        switch (act.type()) {
                            case NONE -> dev.tercet.proto.etcdserverpb.AlarmType.NONE;
                            case NOSPACE -> dev.tercet.proto.etcdserverpb.AlarmType.NOSPACE;
                            case CORRUPT -> dev.tercet.proto.etcdserverpb.AlarmType.CORRUPT;
                        })
                .build();
    }

    public static HashKVRequest encode(MaintenanceRpcs.HashKv hash) {
        return HashKVRequest.newBuilder().setRevision(hash.revision()).build();
    }

    public static MoveLeaderRequest encode(MaintenanceRpcs.MoveLeader move) {
        return MoveLeaderRequest.newBuilder().setTargetID(move.targetId()).build();
    }

    public static DowngradeRequest encode(MaintenanceRpcs.Downgrade downgrade) {
        return DowngradeRequest.newBuilder()
                .setAction(
                        switch (downgrade.action()) {
                            case VALIDATE -> DowngradeAction.VALIDATE;
                            case ENABLE -> DowngradeAction.ENABLE;
                            case CANCEL -> DowngradeAction.CANCEL;
                        })
                .setVersion(downgrade.version())
                .build();
    }

    public static Alarms decode(AlarmResponse reply) {
        List<Alarm> alarms = reply.getAlarmsList().stream()
                .map(alarm -> new Alarm(
                        alarm.getMemberID(),
                        switch (alarm.getAlarm()) {
                            case NOSPACE -> AlarmType.NOSPACE;
                            case CORRUPT -> AlarmType.CORRUPT;
                            // A kind from a newer server is shown without its kind rather than not at all.
                            case NONE, UNRECOGNIZED -> AlarmType.NONE;
                        }))
                .toList();
        return new Alarms(HeaderCodec.decode(reply.getHeader()), alarms);
    }

    public static Status decode(StatusResponse reply) {
        return new Status(
                HeaderCodec.decode(reply.getHeader()),
                reply.getVersion(),
                reply.getDbSize(),
                reply.getDbSizeInUse(),
                reply.getDbSizeQuota(),
                reply.getLeader(),
                reply.getRaftIndex(),
                reply.getRaftTerm(),
                reply.getRaftAppliedIndex(),
                List.copyOf(reply.getErrorsList()),
                reply.getIsLearner(),
                reply.getStorageVersion(),
                reply.getDowngradeInfo().getTargetVersion());
    }

    public static Header decode(DefragmentResponse reply) {
        return HeaderCodec.decode(reply.getHeader());
    }

    public static Header decode(MoveLeaderResponse reply) {
        return HeaderCodec.decode(reply.getHeader());
    }

    public static Hash decode(HashResponse reply) {
        return new Hash(HeaderCodec.decode(reply.getHeader()), Integer.toUnsignedLong(reply.getHash()), 0, 0);
    }

    public static Hash decode(HashKVResponse reply) {
        return new Hash(
                HeaderCodec.decode(reply.getHeader()),
                Integer.toUnsignedLong(reply.getHash()),
                reply.getCompactRevision(),
                reply.getHashRevision());
    }

    public static MaintenanceRpcs.Downgraded decode(DowngradeResponse reply) {
        return new MaintenanceRpcs.Downgraded(HeaderCodec.decode(reply.getHeader()), reply.getVersion());
    }

    public static SnapshotChunk decode(SnapshotResponse reply) {
        return new SnapshotChunk(BytesCodec.decode(reply.getBlob()), reply.getRemainingBytes(), reply.getVersion());
    }
}
