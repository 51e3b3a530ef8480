package dev.tercet.embedded.internal.maintenance;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.KeyspaceHash;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AlarmRequest;
import dev.tercet.proto.etcdserverpb.AlarmResponse;
import dev.tercet.proto.etcdserverpb.DefragmentRequest;
import dev.tercet.proto.etcdserverpb.DefragmentResponse;
import dev.tercet.proto.etcdserverpb.DowngradeRequest;
import dev.tercet.proto.etcdserverpb.DowngradeResponse;
import dev.tercet.proto.etcdserverpb.HashKVRequest;
import dev.tercet.proto.etcdserverpb.HashKVResponse;
import dev.tercet.proto.etcdserverpb.HashRequest;
import dev.tercet.proto.etcdserverpb.HashResponse;
import dev.tercet.proto.etcdserverpb.MoveLeaderRequest;
import dev.tercet.proto.etcdserverpb.MoveLeaderResponse;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import dev.tercet.proto.etcdserverpb.StatusResponse;

/** The service Maintenance. */
public final class MaintenanceService {
    private static final String SERVICE = "etcdserverpb.Maintenance";

    private final Apply apply;
    private final Store store;
    private final Headers headers;
    private final Identity identity;
    private final Guard guard;
    private final ClusterVersion version;
    private final AlarmCalls alarms;
    private final StatusCall status;
    private final RaftIndex index;

    public MaintenanceService(
            Apply apply,
            Store store,
            Headers headers,
            Identity identity,
            Guard guard,
            Quota quota,
            Alarms alarms,
            ClusterVersion version,
            RaftIndex index,
            RaftTerm term) {
        this.apply = apply;
        this.store = store;
        this.headers = headers;
        this.identity = identity;
        this.guard = guard;
        this.version = version;
        this.index = index;
        this.alarms = new AlarmCalls(alarms, headers, guard, index);
        status = new StatusCall(headers, identity, quota, store, alarms, version, index, term);
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        unary(
                methods,
                "Alarm",
                "alarm",
                AlarmRequest.getDefaultInstance(),
                AlarmResponse.getDefaultInstance(),
                alarms::answer);
        unary(
                methods,
                "Status",
                "status",
                StatusRequest.getDefaultInstance(),
                StatusResponse.getDefaultInstance(),
                this::status);
        unary(
                methods,
                "Defragment",
                "defragment",
                DefragmentRequest.getDefaultInstance(),
                DefragmentResponse.getDefaultInstance(),
                this::defragment);
        unary(methods, "Hash", "hash", HashRequest.getDefaultInstance(), HashResponse.getDefaultInstance(), this::hash);
        unary(
                methods,
                "HashKV",
                "hashkv",
                HashKVRequest.getDefaultInstance(),
                HashKVResponse.getDefaultInstance(),
                this::hashKv);
        unary(
                methods,
                "MoveLeader",
                "transfer-leadership",
                MoveLeaderRequest.getDefaultInstance(),
                MoveLeaderResponse.getDefaultInstance(),
                this::moveLeader);
        unary(
                methods,
                "Downgrade",
                "downgrade",
                DowngradeRequest.getDefaultInstance(),
                DowngradeResponse.getDefaultInstance(),
                this::downgrade);
        methods.add(new Method.Stream<>(
                SERVICE,
                "Snapshot",
                "/maintenance/snapshot",
                SnapshotRequest.getDefaultInstance(),
                SnapshotResponse.getDefaultInstance(),
                true,
                this::snapshot));
    }

    private <Q extends Message, R extends Message> void unary(
            MethodTable methods, String name, String path, Q request, R reply, Handler.Answer<Q, R> answer) {
        methods.add(new Method.Unary<>(
                SERVICE,
                name,
                "/maintenance/" + path,
                request,
                reply,
                Handler.of((asked, caller) -> apply.step(() -> answer.to(asked, caller)))));
    }

    private StatusResponse status(StatusRequest request, Caller caller) {
        guard.user(caller);
        return status.answer();
    }

    private DefragmentResponse defragment(DefragmentRequest request, Caller caller) {
        guard.root(caller);
        store.defragment();
        return DefragmentResponse.getDefaultInstance();
    }

    private HashResponse hash(HashRequest request, Caller caller) {
        guard.root(caller);
        return HashResponse.newBuilder()
                .setHeader(headers.now())
                .setHash(store.hash(store.revision()).value())
                .build();
    }

    private HashKVResponse hashKv(HashKVRequest request, Caller caller) {
        guard.root(caller);
        long asked = request.getRevision();
        KeyspaceHash hash = store.compactedHash(asked);
        if (hash == null) {
            hash = hashNow(asked);
        }
        return HashKVResponse.newBuilder()
                .setHeader(headers.now())
                .setHash(hash.value())
                .setCompactRevision(hash.compactRevision())
                .setHashRevision(hash.revision())
                .build();
    }

    private KeyspaceHash hashNow(long asked) {
        if (asked > 0 && asked < store.compactRevision()) {
            throw EtcdErrors.COMPACTED;
        }
        if (asked > store.revision()) {
            throw EtcdErrors.FUTURE_REVISION;
        }
        return store.hash(asked == 0 ? store.revision() : asked);
    }

    private MoveLeaderResponse moveLeader(MoveLeaderRequest request, Caller caller) {
        guard.root(caller);
        // The one member that votes leads already.
        if (request.getTargetID() != identity.memberId()) {
            throw EtcdErrors.BAD_LEADER_TRANSFEREE;
        }
        return MoveLeaderResponse.getDefaultInstance();
    }

    private DowngradeResponse downgrade(DowngradeRequest request, Caller caller) {
        guard.root(caller);
        String now = switch (request.getAction()) {
            case VALIDATE -> version.validate(request.getVersion());
            case ENABLE -> version.enable(request.getVersion());
            case CANCEL -> version.cancel();
            case UNRECOGNIZED -> throw EtcdErrors.UNKNOWN_METHOD;
        };
        index.advance();
        return DowngradeResponse.newBuilder()
                .setHeader(headers.now())
                .setVersion(now)
                .build();
    }

    private Inlet<SnapshotRequest> snapshot(Caller caller, Outlet<SnapshotResponse> outlet) {
        return apply.step(() -> {
            guard.root(caller);
            return new SnapshotStream(this::content, version.storage(), outlet);
        });
    }

    private SnapshotContent content() {
        // The list and what is in it do not change any more, whatever is written or compacted while they are sent.
        return apply.step(() -> new SnapshotContent(
                store.revision(), store.range(KeyInterval.ALL, 0, 0).kvs()));
    }
}
