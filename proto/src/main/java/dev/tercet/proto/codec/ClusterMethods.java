package dev.tercet.proto.codec;

import dev.tercet.proto.etcdserverpb.MemberAddResponse;
import dev.tercet.proto.etcdserverpb.MemberListResponse;
import dev.tercet.proto.etcdserverpb.MemberPromoteResponse;
import dev.tercet.proto.etcdserverpb.MemberRemoveResponse;
import dev.tercet.proto.etcdserverpb.MemberUpdateResponse;
import dev.tercet.spi.ClusterRpcs;

/** The calls on members. */
final class ClusterMethods {
    static final Codecs CODECS = Codecs.of(ClusterMethods::fill);

    private ClusterMethods() {}

    private static void fill(Codecs codecs) {
        codecs.call(ClusterRpcs.ADD, ClusterCodec::encode, MemberAddResponse.parser(), ClusterCodec::decode);
        codecs.call(ClusterRpcs.REMOVE, ClusterCodec::encode, MemberRemoveResponse.parser(), ClusterCodec::decode);
        codecs.call(ClusterRpcs.UPDATE, ClusterCodec::encode, MemberUpdateResponse.parser(), ClusterCodec::decode);
        codecs.call(ClusterRpcs.PROMOTE, ClusterCodec::encode, MemberPromoteResponse.parser(), ClusterCodec::decode);
        codecs.call(ClusterRpcs.LIST, ClusterCodec::encode, MemberListResponse.parser(), ClusterCodec::decode);
    }
}
