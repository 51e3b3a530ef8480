package dev.tercet.embedded.internal.lease;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.RaftIndex;
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
import java.util.ArrayList;
import java.util.List;

/**
 * The service Lease. Its calls may be used directly as well, by other services; each is a step and throws the {@code
 * EtcdError} that it is refused with.
 */
public final class LeaseService {
    private static final String SERVICE = "etcdserverpb.Lease";

    private final Apply apply;
    private final Headers headers;
    private final Lessor lessor;
    private final Guard guard;
    private final Quota quota;
    private final RaftIndex index;

    /** The service of these leases. */
    public LeaseService(Apply apply, Headers headers, Lessor lessor, Guard guard, Quota quota, RaftIndex index) {
        this.apply = apply;
        this.headers = headers;
        this.lessor = lessor;
        this.guard = guard;
        this.quota = quota;
        this.index = index;
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
                (caller, outlet) -> new Renewals(this, caller, outlet)));
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

    /** Grants a lease. */
    public LeaseGrantResponse grant(LeaseGrantRequest request, Caller caller) {
        return apply.step(() -> {
            // Room first, as etcd does: who may not even ask may still be the one whose call raises the alarm.
            quota.checkRoom(Quota.LEASE);
            guard.user(caller);
            quota.checkIntact();
            quota.checkAlarm(Quota.LEASE);
            Lease lease = lessor.grant(request.getID(), request.getTTL());
            index.advance();
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
            guard.user(caller);
            quota.checkIntact();
            guard.writeAll(caller, lessor.keys(request.getID()));
            long before = headers.now().getRevision();
            lessor.revoke(request.getID());
            ResponseHeader header = headers.now();
            if (header.getRevision() == before) {
                // Commits count themselves, but one without keys is an entry too.
                index.advance();
            }
            return LeaseRevokeResponse.newBuilder().setHeader(header).build();
        });
    }

    /** Renews a lease, once. */
    public LeaseKeepAliveResponse keepAlive(long id, Caller caller) {
        return apply.step(() -> {
            guard.writeAll(caller, lessor.keys(id));
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
    LeaseTimeToLiveResponse timeToLive(LeaseTimeToLiveRequest request, Caller caller) {
        return apply.step(() -> {
            guard.user(caller);
            if (request.getKeys()) {
                guard.readAll(caller, lessor.keys(request.getID()));
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
            if (guard.isOn()) {
                List<ByteString> keys = new ArrayList<>();
                lessor.all().forEach(lease -> keys.addAll(lease.keys));
                guard.readAll(caller, keys);
            }
            LeaseLeasesResponse.Builder reply = LeaseLeasesResponse.newBuilder().setHeader(headers.now());
            lessor.all()
                    .forEach(lease -> reply.addLeases(LeaseStatus.newBuilder().setID(lease.id)));
            return reply.build();
        });
    }
}
