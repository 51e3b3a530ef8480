package dev.tercet.proto.codec;

import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import dev.tercet.proto.v3electionpb.ProclaimResponse;
import dev.tercet.proto.v3electionpb.ResignResponse;
import dev.tercet.proto.v3lockpb.LockResponse;
import dev.tercet.proto.v3lockpb.UnlockResponse;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.LockRpcs;

/** The calls on locks and elections. */
final class ConcurrencyMethods {
    static final Codecs CODECS = Codecs.of(ConcurrencyMethods::fill);

    private ConcurrencyMethods() {}

    private static void fill(Codecs codecs) {
        codecs.call(LockRpcs.LOCK, LockCodec::encode, LockResponse.parser(), LockCodec::decode);
        codecs.call(LockRpcs.UNLOCK, LockCodec::encode, UnlockResponse.parser(), LockCodec::decode);
        codecs.call(ElectionRpcs.CAMPAIGN, ElectionCodec::encode, CampaignResponse.parser(), ElectionCodec::decode);
        codecs.call(ElectionRpcs.PROCLAIM, ElectionCodec::encode, ProclaimResponse.parser(), ElectionCodec::decode);
        codecs.call(ElectionRpcs.RESIGN, ElectionCodec::encode, ResignResponse.parser(), ElectionCodec::decode);
        codecs.call(ElectionRpcs.LEADER, ElectionCodec::encode, LeaderResponse.parser(), ElectionCodec::decode);
        codecs.stream(ElectionRpcs.OBSERVE, ElectionCodec::encode, LeaderResponse.parser(), ElectionCodec::decode);
    }
}
