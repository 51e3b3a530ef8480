package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.v3lockpb.LockGrpc;
import io.grpc.ManagedChannel;

/** A connection and a lease, which outlasts every run without being renewed. */
final class BareSession implements AutoCloseable {
    private static final long TTL_SECONDS = 600;

    final ManagedChannel channel;
    final KVGrpc.KVBlockingStub kv;
    final LockGrpc.LockBlockingStub locks;
    private final LeaseGrpc.LeaseBlockingStub leases;
    private long lease;

    BareSession(ManagedChannel channel) {
        this.channel = channel;
        kv = KVGrpc.newBlockingStub(channel);
        locks = LockGrpc.newBlockingStub(channel);
        leases = LeaseGrpc.newBlockingStub(channel);
    }

    /** Grants a lease, which is the session's from now on. */
    BareSession open() {
        lease = leases.leaseGrant(
                        LeaseGrantRequest.newBuilder().setTTL(TTL_SECONDS).build())
                .getID();
        return this;
    }

    long lease() {
        return lease;
    }

    ByteString key(String prefix) {
        return ByteString.copyFromUtf8(prefix + "/" + Long.toHexString(lease));
    }

    @Override
    public void close() {
        leases.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(lease).build());
    }
}
