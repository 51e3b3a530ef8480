package dev.tercet.embedded.internal.lease;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.maintenance.Quota;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.LeaseLeasesRequest;
import dev.tercet.proto.etcdserverpb.LeaseLeasesResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import dev.tercet.proto.etcdserverpb.LeaseStatus;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveRequest;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;

/**
 * The service Lease. Its calls may be used directly as well, by other services and by fronts; each is a step and throws the {@code
 * EtcdError} that it is refused with.
 */
public final class LeaseService {
    private static final String SERVICE = "etcdserverpb.Lease";

    /** What etcd reckons that a lease adds to its database. */
    private static final long LEASE_BYTES = 64;

    private final Apply apply;
    private final Headers headers;
    private final Lessor lessor;
    private final Guard guard;
    private final Quota quota;
    private final KeepAliveStreams streams = new KeepAliveStreams(this);

    /** The service of these leases. */
    public LeaseService(Apply apply, Headers headers, Lessor lessor, Guard guard, Quota quota) {
        this.apply = apply;
        this.headers = headers;
        this.lessor = lessor;
        this.guard = guard;
        this.quota = quota;
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        methods.add(new Method.Unary<>(
                SERVICE,
                "LeaseGrant",
                "/lease/grant",
                LeaseGrantRequest.getDefaultInstance(),
                LeaseGrantResponse.getDefaultInstance(),
                Handler.of(this::grant)));
        methods.add(new Method.Unary<>(
                SERVICE,
                "LeaseRevoke",
                "/lease/revoke",
                LeaseRevokeRequest.getDefaultInstance(),
                LeaseRevokeResponse.getDefaultInstance(),
                Handler.of(this::revoke)));
        methods.add(new Method.Stream<>(
                SERVICE,
                "LeaseKeepAlive",
                "/lease/keepalive",
                LeaseKeepAliveRequest.getDefaultInstance(),
                LeaseKeepAliveResponse.getDefaultInstance(),
                false,
                streams::open));
        methods.add(new Method.Unary<>(
                SERVICE,
                "LeaseTimeToLive",
                "/lease/timetolive",
                LeaseTimeToLiveRequest.getDefaultInstance(),
                LeaseTimeToLiveResponse.getDefaultInstance(),
                Handler.of(this::timeToLive)));
        methods.add(new Method.Unary<>(
                SERVICE,
                "LeaseLeases",
                "/lease/leases",
                LeaseLeasesRequest.getDefaultInstance(),
                LeaseLeasesResponse.getDefaultInstance(),
                Handler.of(this::leases)));
    }

    /** Ends the streams of renewals. */
    public void endAll(EtcdError error) {
        streams.endAll(error);
    }

    /** Grants a lease. */
    public LeaseGrantResponse grant(LeaseGrantRequest request, Caller caller) {
        return apply.step(() -> {
            // Room first, as etcd does: who may not even ask may still be the one whose call raises the alarm.
            quota.check(LEASE_BYTES);
            user(caller);
            quota.checkIntact();
            Lease lease = lessor.grant(request.getID(), request.getTTL());
            return LeaseGrantResponse.newBuilder()
                    .setHeader(headers.now())
                    .setID(lease.id)
                    .setTTL(lease.ttl)
                    .build();
        });
    }

    /** Revokes a lease. */
    public LeaseRevokeResponse revoke(LeaseRevokeRequest request, Caller caller) {
        return apply.step(() -> {
            user(caller);
            quota.checkIntact();
            if (guard.isOn()) {
                lessor.keys(request.getID()).forEach(key -> guard.write(caller, KeyInterval.of(key)));
            }
            lessor.revoke(request.getID());
            return LeaseRevokeResponse.newBuilder().setHeader(headers.now()).build();
        });
    }

    /** Renews a lease, once. */
    public LeaseKeepAliveResponse keepAlive(long id, Caller caller) {
        return apply.step(() -> {
            if (guard.isOn()) {
                guard.user(caller);
                lessor.keys(id).forEach(key -> guard.write(caller, KeyInterval.of(key)));
            }
            // The header first, as etcd has it: a renewal is never said to be of a revision that ended its lease.
            ResponseHeader header = headers.now();
            Lease lease = lessor.renew(id);
            return LeaseKeepAliveResponse.newBuilder()
                    .setHeader(header)
                    .setID(id)
                    .setTTL(lease == null ? 0 : lease.ttl)
                    .build();
        });
    }

    /** How long a lease still has, and what is attached to it. */
    public LeaseTimeToLiveResponse timeToLive(LeaseTimeToLiveRequest request, Caller caller) {
        return apply.step(() -> {
            user(caller);
            if (request.getKeys() && guard.isOn()) {
                lessor.keys(request.getID()).forEach(key -> guard.read(caller, KeyInterval.of(key)));
            }
            Lease lease = lessor.find(request.getID());
            LeaseTimeToLiveResponse.Builder reply = LeaseTimeToLiveResponse.newBuilder()
                    .setHeader(headers.now())
                    .setID(request.getID());
            if (lease == null) {
                return reply.setTTL(-1).build();
            }
            reply.setTTL(lessor.secondsLeft(lease)).setGrantedTTL(lease.ttl);
            if (request.getKeys()) {
                reply.addAllKeys(lease.keys);
            }
            return reply.build();
        });
    }

    /** The ids of all leases, first those that expire first. */
    public LeaseLeasesResponse leases(LeaseLeasesRequest request, Caller caller) {
        return apply.step(() -> {
            user(caller);
            for (Lease lease : lessor.all()) {
                if (guard.isOn()) {
                    for (ByteString key : lease.keys) {
                        guard.read(caller, KeyInterval.of(key));
                    }
                }
            }
            LeaseLeasesResponse.Builder reply = LeaseLeasesResponse.newBuilder().setHeader(headers.now());
            lessor.all()
                    .forEach(lease -> reply.addLeases(LeaseStatus.newBuilder().setID(lease.id)));
            return reply.build();
        });
    }

    private void user(Caller caller) {
        if (guard.isOn()) {
            guard.user(caller);
        }
    }
}
