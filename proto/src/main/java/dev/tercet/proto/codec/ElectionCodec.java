package dev.tercet.proto.codec;

import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.kv.Header;
import dev.tercet.proto.v3electionpb.CampaignRequest;
import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import dev.tercet.proto.v3electionpb.ProclaimRequest;
import dev.tercet.proto.v3electionpb.ProclaimResponse;
import dev.tercet.proto.v3electionpb.ResignRequest;
import dev.tercet.proto.v3electionpb.ResignResponse;
import dev.tercet.spi.ElectionRpcs;

/** The election service. */
public final class ElectionCodec {
    private ElectionCodec() {}

    public static CampaignRequest encode(ElectionRpcs.Campaign campaign) {
        return CampaignRequest.newBuilder()
                .setName(BytesCodec.encode(campaign.name()))
                .setLease(campaign.lease())
                .setValue(BytesCodec.encode(campaign.value()))
                .build();
    }

    public static ProclaimRequest encode(ElectionRpcs.Proclaim proclaim) {
        return ProclaimRequest.newBuilder()
                .setLeader(encode(proclaim.leader()))
                .setValue(BytesCodec.encode(proclaim.value()))
                .build();
    }

    public static ResignRequest encode(ElectionRpcs.Resign resign) {
        return ResignRequest.newBuilder().setLeader(encode(resign.leader())).build();
    }

    public static LeaderRequest encode(ElectionRpcs.Ask ask) {
        return LeaderRequest.newBuilder().setName(BytesCodec.encode(ask.name())).build();
    }

    private static dev.tercet.proto.v3electionpb.LeaderKey encode(LeaderKey leader) {
        return dev.tercet.proto.v3electionpb.LeaderKey.newBuilder()
                .setName(BytesCodec.encode(leader.name()))
                .setKey(BytesCodec.encode(leader.key()))
                .setRev(leader.revision())
                .setLease(leader.lease())
                .build();
    }

    public static LeaderKey decode(CampaignResponse reply) {
        dev.tercet.proto.v3electionpb.LeaderKey leader = reply.getLeader();
        return new LeaderKey(
                BytesCodec.decode(leader.getName()),
                BytesCodec.decode(leader.getKey()),
                leader.getRev(),
                leader.getLease());
    }

    public static Header decode(ProclaimResponse reply) {
        return HeaderCodec.decode(reply.getHeader());
    }

    public static Header decode(ResignResponse reply) {
        return HeaderCodec.decode(reply.getHeader());
    }

    public static Leader decode(LeaderResponse reply) {
        return new Leader(HeaderCodec.decode(reply.getHeader()), KeyValueCodec.decode(reply.getKv()));
    }
}
