package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.AlarmRequest;
import dev.tercet.proto.etcdserverpb.AlarmRequest.AlarmAction;
import dev.tercet.proto.etcdserverpb.AlarmType;
import dev.tercet.proto.etcdserverpb.DefragmentRequest;
import dev.tercet.proto.etcdserverpb.DowngradeRequest;
import dev.tercet.proto.etcdserverpb.DowngradeRequest.DowngradeAction;
import dev.tercet.proto.etcdserverpb.HashKVRequest;
import dev.tercet.proto.etcdserverpb.HashRequest;
import dev.tercet.proto.etcdserverpb.MemberAddRequest;
import dev.tercet.proto.etcdserverpb.MemberListRequest;
import dev.tercet.proto.etcdserverpb.MemberPromoteRequest;
import dev.tercet.proto.etcdserverpb.MemberRemoveRequest;
import dev.tercet.proto.etcdserverpb.MemberUpdateRequest;
import dev.tercet.proto.etcdserverpb.MoveLeaderRequest;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import java.util.Deque;
import java.util.List;

/** What is asked of the server itself, as far as it goes on being a member of its own. */
final class ServerSteps {
    private static final List<Source> UNDER_ALARM = List.of(
            KvSteps::put,
            KvSteps::range,
            KvSteps::delete,
            TxnSteps::txn,
            LeaseSteps::lease,
            LockSteps::lock,
            ServerSteps::maintenance,
            ServerSteps::cluster);

    private ServerSteps() {}

    static void maintenance(Dice dice, World world, Deque<Step> out) {
        switch (dice.below(10)) {
            case 0, 1, 2 -> out.add(maintenance("Status", StatusRequest.getDefaultInstance()));
            case 3, 4 ->
                out.add(maintenance(
                        "HashKV",
                        HashKVRequest.newBuilder()
                                .setRevision(dice.revision(world))
                                .build()));
            case 5 -> out.add(maintenance("Hash", HashRequest.getDefaultInstance()));
            case 6 ->
                out.add(maintenance(
                        "MoveLeader",
                        MoveLeaderRequest.newBuilder()
                                .setTargetID(dice.below(3))
                                .build()));
            case 7 ->
                out.add(maintenance(
                        "Downgrade",
                        DowngradeRequest.newBuilder()
                                .setAction(dice.pick(DowngradeAction.VALIDATE, DowngradeAction.CANCEL))
                                .setVersion(dice.pick("", "x", "3", "3.7", "3.5", "3.6.0", "3.8.0", "v3.5.0"))
                                .build()));
            case 8 ->
                out.add(
                        dice.chance(50)
                                ? maintenance("Defragment", DefragmentRequest.getDefaultInstance())
                                : maintenance("Snapshot", SnapshotRequest.getDefaultInstance()));
            default ->
                out.add(maintenance(
                        "Alarm",
                        AlarmRequest.newBuilder()
                                .setAction(dice.pick(AlarmAction.GET, AlarmAction.DEACTIVATE))
                                .setAlarm(dice.pick(AlarmType.NONE, AlarmType.NOSPACE, AlarmType.CORRUPT))
                                .setMemberID(dice.below(3))
                                .build()));
        }
    }

    static void cluster(Dice dice, World world, Deque<Step> out) {
        long nobody = dice.below(5);
        List<String> urls =
                dice.pick(List.of(), List.of("nonsense"), List.of("http://127.0.0.1"), List.of("ftp://127.0.0.1:1"));
        switch (dice.below(6)) {
            case 0, 1 ->
                out.add(cluster(
                        "MemberList",
                        MemberListRequest.newBuilder()
                                .setLinearizable(dice.chance(50))
                                .build()));
            case 2 ->
                out.add(cluster(
                        "MemberAdd",
                        MemberAddRequest.newBuilder()
                                .addAllPeerURLs(urls)
                                .setIsLearner(dice.chance(50))
                                .build()));
            case 3 ->
                out.add(cluster(
                        "MemberRemove",
                        MemberRemoveRequest.newBuilder().setID(nobody).build()));
            case 4 ->
                out.add(cluster(
                        "MemberUpdate",
                        MemberUpdateRequest.newBuilder()
                                .setID(nobody)
                                .addAllPeerURLs(urls)
                                .build()));
            default ->
                out.add(cluster(
                        "MemberPromote",
                        MemberPromoteRequest.newBuilder().setID(nobody).build()));
        }
    }

    /** A few steps under an alarm, which is then taken back. */
    static void alarm(Dice dice, World world, Deque<Step> out) {
        AlarmRequest.Builder alarm = AlarmRequest.newBuilder()
                .setMemberID(7)
                .setAlarm(dice.chance(70) ? AlarmType.NOSPACE : AlarmType.CORRUPT);
        out.add(maintenance("Alarm", alarm.setAction(AlarmAction.ACTIVATE).build()));
        out.add(maintenance("Status", StatusRequest.getDefaultInstance()));
        for (int i = 0; i < 12; i++) {
            dice.pick(UNDER_ALARM).add(dice, world, out);
        }
        out.add(maintenance("Alarm", alarm.setAction(AlarmAction.GET).build()));
        out.add(maintenance("Alarm", alarm.setAction(AlarmAction.DEACTIVATE).build()));
    }

    private static Step.Call maintenance(String method, Message request) {
        return Step.Call.of(Methods.MAINTENANCE + method, request);
    }

    private static Step.Call cluster(String method, Message request) {
        return Step.Call.of(Methods.CLUSTER + method, request);
    }
}
