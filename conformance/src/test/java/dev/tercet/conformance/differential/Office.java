package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.v3electionpb.CampaignRequest;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.ProclaimRequest;
import dev.tercet.proto.v3electionpb.ResignRequest;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.UnlockRequest;

/** A name that several leases stand in a queue for, as the holders of a lock or the candidates of an election. */
record Office(String name) {
    private static final long LONG = 1_000_000;

    /** Makes it vacant. */
    Step.Call vacate() {
        return Step.Call.of(
                Methods.KV + "DeleteRange",
                DeleteRangeRequest.newBuilder()
                        .setKey(utf8(name + "/"))
                        .setRangeEnd(utf8(name + "0"))
                        .build());
    }

    static Step.Call grant(long lease) {
        return grant(lease, LONG);
    }

    static Step.Call grant(long lease, long ttl) {
        return Step.Call.of(
                Methods.LEASE + "LeaseGrant",
                LeaseGrantRequest.newBuilder().setID(lease).setTTL(ttl).build());
    }

    static Step.Call revoke(long lease) {
        return Step.Call.of(
                Methods.LEASE + "LeaseRevoke",
                LeaseRevokeRequest.newBuilder().setID(lease).build());
    }

    Step.Call lock(long lease) {
        return Step.Call.of(
                Methods.LOCK + "Lock",
                LockRequest.newBuilder().setName(utf8(name)).setLease(lease).build());
    }

    Step.Call unlock(long lease) {
        return Step.Call.of(
                Methods.LOCK + "Unlock",
                UnlockRequest.newBuilder().setKey(key(lease)).build());
    }

    Step.Call campaign(long lease, ByteString value) {
        return election(
                "Campaign",
                CampaignRequest.newBuilder()
                        .setName(utf8(name))
                        .setLease(lease)
                        .setValue(value)
                        .build());
    }

    Step.Call leader() {
        return election("Leader", named());
    }

    Step.Call observe() {
        return election("Observe", named());
    }

    /** By whom {@link #leader} has shown. */
    Step proclaim(ByteString value) {
        return new Step.Later(world -> election(
                "Proclaim",
                ProclaimRequest.newBuilder()
                        .setLeader(world.leader(name))
                        .setValue(value)
                        .build()));
    }

    /** Of whom {@link #leader} has shown. */
    Step resign() {
        return new Step.Later(world -> election(
                "Resign",
                ResignRequest.newBuilder().setLeader(world.leader(name)).build()));
    }

    /** Waits until so many are in the queue. */
    Step.Until queued(int count) {
        RangeRequest range = RangeRequest.newBuilder()
                .setKey(utf8(name + "/"))
                .setRangeEnd(utf8(name + "0"))
                .build();
        return new Step.Until(
                Step.Call.of(Methods.KV + "Range", range),
                count + " are in the queue",
                reply -> ((RangeResponse) reply).getCount() == count);
    }

    private ByteString key(long lease) {
        return utf8(name + "/" + Long.toHexString(lease));
    }

    private LeaderRequest named() {
        return LeaderRequest.newBuilder().setName(utf8(name)).build();
    }

    private static Step.Call election(String method, Message request) {
        return Step.Call.of(Methods.ELECTION + method, request);
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
