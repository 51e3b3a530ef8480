package dev.tercet.proto.codec;

import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseLeasesResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import dev.tercet.spi.LeaseRpcs;

/** The calls on leases, but for renewals: they share a stream. */
final class LeaseMethods {
    static final Codecs CODECS = Codecs.of(LeaseMethods::fill);

    private LeaseMethods() {}

    private static void fill(Codecs codecs) {
        codecs.call(LeaseRpcs.GRANT, LeaseCodec::encode, LeaseGrantResponse.parser(), LeaseCodec::decode);
        codecs.call(LeaseRpcs.REVOKE, LeaseCodec::encode, LeaseRevokeResponse.parser(), LeaseCodec::decode);
        codecs.call(LeaseRpcs.TIME_TO_LIVE, LeaseCodec::encode, LeaseTimeToLiveResponse.parser(), LeaseCodec::decode);
        codecs.call(LeaseRpcs.LEASES, LeaseCodec::encode, LeaseLeasesResponse.parser(), LeaseCodec::decode);
    }
}
