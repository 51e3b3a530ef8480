package dev.tercet.embedded.internal.lease;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.auth.AuthService;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.TestFront;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveRequest;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import dev.tercet.proto.mvccpb.Event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Leases, the store they have keys in, and users, on a clock that the test holds. */
final class LeaseWorld {
    private final Time time;
    final Apply apply = new Apply();
    final Store store = new Store(apply);
    final Lessor lessor;
    final LeaseService leases;
    final TestFront front;

    /** The keys that were deleted: one string for each revision, such as {@code a,b}. */
    final List<String> deleted = new ArrayList<>();

    LeaseWorld() {
        this(Limits.DEFAULT);
    }

    LeaseWorld(Limits limits) {
        this(new ManualTime(), limits);
    }

    LeaseWorld(Time clock, Limits limits) {
        time = clock;
        Identity identity = new Identity(1, 2, 3, "test", "3.7.3");
        Headers headers = new Headers(identity, new RaftTerm(identity), store::revision);
        lessor = new Lessor(apply, store, time, limits);
        Guard guard = new Guard(apply, time, limits);
        RaftIndex index = new RaftIndex();
        Quota quota = new Quota(apply, store, new Alarms(), identity, index, limits);
        leases = new LeaseService(apply, headers, lessor, guard, quota, index);
        MethodTable methods = new MethodTable();
        leases.addTo(methods);
        new AuthService(apply, headers, guard, index).addTo(methods);
        front = new TestFront(methods);
        store.onCommit((revision, changes) -> note(changes));
    }

    private void note(List<Change> changes) {
        List<String> keys = changes.stream()
                .filter(change -> change.type() == EventType.DELETE)
                .map(change -> change.kv().getKey().toStringUtf8())
                .toList();
        if (!keys.isEmpty()) {
            deleted.add(String.join(",", keys));
        }
    }

    LeaseGrantResponse grant(long id, long ttl) {
        return leases.grant(LeaseGrantRequest.newBuilder().setID(id).setTTL(ttl).build(), TestFront.ANYBODY);
    }

    void revoke(long id) {
        leases.revoke(LeaseRevokeRequest.newBuilder().setID(id).build(), TestFront.ANYBODY);
    }

    long keepAlive(long id) {
        return leases.keepAlive(id, TestFront.ANYBODY).getTTL();
    }

    LeaseTimeToLiveResponse timeToLive(long id) {
        return leases.timeToLive(
                LeaseTimeToLiveRequest.newBuilder().setID(id).setKeys(true).build(), TestFront.ANYBODY);
    }

    void put(String key, long lease) {
        apply.step(() -> {
            store.write(writing -> writing.put(key(key), ByteString.EMPTY, lease) == null);
        });
    }

    long revision() {
        return apply.step(store::revision);
    }

    void advance(Duration by) {
        ((ManualTime) time).advance(by.toNanos());
    }

    static ByteString key(String key) {
        return ByteString.copyFromUtf8(key);
    }
}
