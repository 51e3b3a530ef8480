package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.conformance.differential.World.Holder;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.v3electionpb.CampaignRequest;
import dev.tercet.proto.v3electionpb.LeaderKey;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.ProclaimRequest;
import dev.tercet.proto.v3electionpb.ResignRequest;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.UnlockRequest;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Locks and elections, as far as nobody has to wait: what is held is asked for by its holder only. */
final class LockSteps {
    private static final List<String> NAMES = List.of("lock", "office", "", "p/q");

    private LockSteps() {}

    static void lock(Dice dice, World world, Deque<Step> out) {
        String name = dice.pick(NAMES);
        Holder holder = world.holders().get(name);
        switch (dice.below(9)) {
            case 0, 1 -> acquire(dice, world, name, out);
            case 2 ->
                out.add(Step.Call.of(
                        Methods.LOCK + "Unlock",
                        UnlockRequest.newBuilder()
                                .setKey(leader(dice, holder).getKey())
                                .build()));
            case 3, 4 ->
                out.add(election(
                        "Proclaim",
                        ProclaimRequest.newBuilder()
                                .setLeader(leader(dice, holder))
                                .setValue(dice.value())
                                .build()));
            case 5 -> out.add(election("Proclaim", ProclaimRequest.getDefaultInstance()));
            case 6 ->
                out.add(election(
                        "Leader",
                        LeaderRequest.newBuilder()
                                .setName(ByteString.copyFromUtf8(name))
                                .build()));
            default ->
                out.add(election(
                        "Resign",
                        dice.chance(10)
                                ? ResignRequest.getDefaultInstance()
                                : ResignRequest.newBuilder()
                                        .setLeader(leader(dice, holder))
                                        .build()));
        }
    }

    /** By its holder, if that is known; else by anybody, once whatever may be there has been deleted. */
    private static void acquire(Dice dice, World world, String name, Deque<Step> out) {
        Holder holder = world.holders().get(name);
        boolean held = holder != null && world.leases().contains(holder.lease());
        long lease = held && holder != null ? holder.lease() : dice.lease(world);
        if (!held) {
            out.add(Step.Call.of(
                            Methods.KV + "DeleteRange",
                            DeleteRangeRequest.newBuilder()
                                    .setKey(ByteString.copyFromUtf8(name + "/"))
                                    .setRangeEnd(ByteString.copyFromUtf8(name + "0"))
                                    .build())
                    .by(world.master()));
        }
        if (dice.chance(50)) {
            out.add(Step.Call.of(
                    Methods.LOCK + "Lock",
                    LockRequest.newBuilder()
                            .setName(ByteString.copyFromUtf8(name))
                            .setLease(lease)
                            .build()));
        } else {
            out.add(election(
                    "Campaign",
                    CampaignRequest.newBuilder()
                            .setName(ByteString.copyFromUtf8(name))
                            .setLease(lease)
                            .setValue(dice.value())
                            .build()));
        }
    }

    private static LeaderKey leader(Dice dice, @Nullable Holder holder) {
        LeaderKey.Builder key = holder == null
                ? LeaderKey.newBuilder()
                        .setName(ByteString.copyFromUtf8("lock"))
                        .setKey(ByteString.copyFromUtf8("lock/1"))
                        .setLease(1)
                        .setRev(7)
                : holder.key().toBuilder();
        return switch (dice.below(12)) {
            case 0 -> key.setRev(key.getRev() + 1).build();
            case 1 -> key.clearRev().build();
            case 2 -> key.clearKey().build();
            case 3 -> key.setLease(key.getLease() + 1).build();
            default -> key.build();
        };
    }

    private static Step.Call election(String method, Message request) {
        return Step.Call.of(Methods.ELECTION + method, request);
    }
}
