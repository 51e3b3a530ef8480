package dev.tercet.proto.codec;

import dev.tercet.kv.Header;
import dev.tercet.proto.etcdserverpb.ResponseHeader;

/** The header of an answer; one that is missing, as in Defragment and MoveLeader, is all zeros. */
public final class HeaderCodec {
    private HeaderCodec() {}

    @SuppressWarnings("ReferenceEquality") // What a field that is not set gives is this very instance.
    public static Header decode(ResponseHeader header) {
        return header == ResponseHeader.getDefaultInstance()
                ? Header.NONE
                : new Header(header.getClusterId(), header.getMemberId(), header.getRevision(), header.getRaftTerm());
    }

    public static ResponseHeader encode(Header header) {
        return ResponseHeader.newBuilder()
                .setClusterId(header.clusterId())
                .setMemberId(header.memberId())
                .setRevision(header.revision())
                .setRaftTerm(header.raftTerm())
                .build();
    }
}
