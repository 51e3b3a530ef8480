package dev.tercet.proto.codec;

import dev.tercet.proto.etcdserverpb.AlarmResponse;
import dev.tercet.proto.etcdserverpb.DefragmentRequest;
import dev.tercet.proto.etcdserverpb.DefragmentResponse;
import dev.tercet.proto.etcdserverpb.DowngradeResponse;
import dev.tercet.proto.etcdserverpb.HashKVResponse;
import dev.tercet.proto.etcdserverpb.HashRequest;
import dev.tercet.proto.etcdserverpb.HashResponse;
import dev.tercet.proto.etcdserverpb.MoveLeaderResponse;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import dev.tercet.proto.etcdserverpb.StatusResponse;
import dev.tercet.spi.MaintenanceRpcs;

/** The calls on the state of members. */
final class MaintenanceMethods {
    static final Codecs CODECS = Codecs.of(MaintenanceMethods::fill);

    private MaintenanceMethods() {}

    private static void fill(Codecs codecs) {
        codecs.call(MaintenanceRpcs.ALARM, MaintenanceCodec::encode, AlarmResponse.parser(), MaintenanceCodec::decode);
        codecs.call(
                MaintenanceRpcs.STATUS,
                ask -> StatusRequest.getDefaultInstance(),
                StatusResponse.parser(),
                MaintenanceCodec::decode);
        codecs.call(
                MaintenanceRpcs.DEFRAGMENT,
                ask -> DefragmentRequest.getDefaultInstance(),
                DefragmentResponse.parser(),
                MaintenanceCodec::decode);
        codecs.call(
                MaintenanceRpcs.HASH,
                ask -> HashRequest.getDefaultInstance(),
                HashResponse.parser(),
                MaintenanceCodec::decode);
        codecs.call(
                MaintenanceRpcs.HASH_KV, MaintenanceCodec::encode, HashKVResponse.parser(), MaintenanceCodec::decode);
        codecs.call(
                MaintenanceRpcs.MOVE_LEADER,
                MaintenanceCodec::encode,
                MoveLeaderResponse.parser(),
                MaintenanceCodec::decode);
        codecs.call(
                MaintenanceRpcs.DOWNGRADE,
                MaintenanceCodec::encode,
                DowngradeResponse.parser(),
                MaintenanceCodec::decode);
        codecs.stream(
                MaintenanceRpcs.SNAPSHOT,
                ask -> SnapshotRequest.getDefaultInstance(),
                SnapshotResponse.parser(),
                MaintenanceCodec::decode);
    }
}
