package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.embedded.internal.auth.AuthService;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.kv.KvService;
import dev.tercet.embedded.internal.lease.LeaseService;
import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.TestCall;
import dev.tercet.embedded.internal.rpc.TestFront;
import dev.tercet.embedded.internal.rpc.TestUsers;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.LockResponse;
import dev.tercet.proto.v3lockpb.UnlockRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server's locks and elections, and what they need, on a clock that the test holds. */
final class QueueWorld {
    final ManualTime time = new ManualTime();
    final Apply apply = new Apply();
    final Store store = new Store(apply);
    final Lessor lessor;
    final LeaseService leases;
    final KvService kv;
    final Waiters waiters;
    final TestFront front;

    QueueWorld() {
        this(Limits.DEFAULT);
    }

    QueueWorld(Limits limits) {
        Identity identity = new Identity(1, 2, 3, "test", "3.7.3");
        Headers headers = new Headers(identity, new RaftTerm(identity), store::revision);
        lessor = new Lessor(apply, store, time, limits);
        Guard guard = new Guard(apply, time, limits);
        RaftIndex index = new RaftIndex();
        Quota quota = new Quota(apply, store, new Alarms(), identity, index, limits);
        kv = new KvService(apply, store, headers, lessor, guard, quota, limits);
        leases = new LeaseService(apply, headers, lessor, guard, quota, index);
        waiters = new Waiters(apply, store);
        KvCalls within = new KvCalls(kv::range, kv::txn, kv::deleteRange);
        MethodTable methods = new MethodTable();
        new LockService(apply, waiters, within, leases).addTo(methods);
        new ElectionService(apply, headers, waiters, within, leases).addTo(methods);
        new AuthService(apply, headers, guard, index).addTo(methods);
        front = new TestFront(methods);
    }

    void grant(long id) {
        grant(id, 100);
    }

    void grant(long id, long ttl) {
        leases.grant(LeaseGrantRequest.newBuilder().setID(id).setTTL(ttl).build(), TestFront.ANYBODY);
    }

    void revoke(long id) {
        leases.revoke(LeaseRevokeRequest.newBuilder().setID(id).build(), TestFront.ANYBODY);
    }

    void put(String key, String value) {
        kv.put(PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build(), TestFront.ANYBODY);
    }

    void delete(String key) {
        front.call(
                "v3lockpb.Lock/Unlock",
                UnlockRequest.newBuilder().setKey(bytes(key)).build(),
                TestFront.ANYBODY,
                Message.class);
    }

    /** Deletes a key whoever may. */
    void deleteAnyway(String key) {
        apply.step(() -> {
            store.write(writing -> writing.delete(KeyInterval.of(bytes(key))));
        });
    }

    TestCall lock(String name, long lease) {
        return lock(name, lease, TestFront.ANYBODY);
    }

    TestCall lock(String name, long lease, Caller caller) {
        LockRequest request =
                LockRequest.newBuilder().setName(bytes(name)).setLease(lease).build();
        return front.begin("v3lockpb.Lock/Lock", request, caller);
    }

    boolean has(String key) {
        return apply.step(() -> store.get(bytes(key)) != null);
    }

    long revision() {
        return apply.step(store::revision);
    }

    void advance(Duration by) {
        time.advance(by.toNanos());
    }

    /** From now on users are needed; one who may do everything with the keys from {@code from} to {@code to}. */
    Caller authenticated(String from, String to) {
        return new TestUsers(front).enable(bytes(from), bytes(to));
    }

    /** The key that a call of Lock has, with the revision of its header, such as {@code a/7@3}; null while it waits. */
    static @Nullable String held(TestCall call) {
        if (!call.isDone()) {
            return null;
        }
        LockResponse reply = (LockResponse) call.reply();
        return reply.getKey().toStringUtf8() + "@" + reply.getHeader().getRevision();
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
