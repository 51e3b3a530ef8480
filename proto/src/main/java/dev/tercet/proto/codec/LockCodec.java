package dev.tercet.proto.codec;

import dev.tercet.kv.Header;
import dev.tercet.lock.LockGrant;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.LockResponse;
import dev.tercet.proto.v3lockpb.UnlockRequest;
import dev.tercet.proto.v3lockpb.UnlockResponse;
import dev.tercet.spi.LockRpcs;

/** The lock service. */
public final class LockCodec {
    private LockCodec() {}

    public static LockRequest encode(LockRpcs.Acquire acquire) {
        return LockRequest.newBuilder()
                .setName(BytesCodec.encode(acquire.name()))
                .setLease(acquire.lease())
                .build();
    }

    public static UnlockRequest encode(LockRpcs.Release release) {
        return UnlockRequest.newBuilder()
                .setKey(BytesCodec.encode(release.key()))
                .build();
    }

    public static LockGrant decode(LockResponse reply) {
        return new LockGrant(HeaderCodec.decode(reply.getHeader()), BytesCodec.decode(reply.getKey()), 0);
    }

    public static Header decode(UnlockResponse reply) {
        return HeaderCodec.decode(reply.getHeader());
    }
}
