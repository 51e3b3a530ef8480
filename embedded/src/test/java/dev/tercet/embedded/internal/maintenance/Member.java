package dev.tercet.embedded.internal.maintenance;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.rpc.Asking;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.time.Lifetime;
import dev.tercet.embedded.internal.time.ManualTime;

/** A server that has a store and maintenance only, on time that is moved by hand. */
final class Member {
    final ManualTime time = new ManualTime();
    final Lifetime life = new Lifetime(time);
    final Apply apply = new Apply();
    final Store store = new Store(apply);
    final Identity identity = new Identity(11, 22, 2, "test", "3.7.3");
    final RaftIndex index = new RaftIndex();
    final Alarms alarms = new Alarms();
    final Quota quota;
    final AutoCompaction compaction;
    final MethodTable methods = new MethodTable();
    final Asking maintenance = new Asking(methods, "etcdserverpb.Maintenance");

    Member(Limits limits) {
        quota = new Quota(apply, store, alarms, identity, index, limits);
        compaction = new AutoCompaction(apply, store, alarms, life, limits.retention());
        Headers headers = new Headers(identity, new RaftTerm(identity), store::revision);
        Guard guard = new Guard(apply, time, limits);
        ClusterVersion version = new ClusterVersion(identity, apply, life, index);
        RaftTerm term = new RaftTerm(identity);
        new MaintenanceService(apply, store, headers, identity, guard, quota, alarms, version, index, term)
                .addTo(methods);
    }

    void put(String key, ByteString value) {
        apply.step(() -> store.write(writing -> writing.put(ByteString.copyFromUtf8(key), value, 0)) == null);
    }

    void put(String key) {
        put(key, ByteString.copyFromUtf8("v"));
    }

    void delete(String key) {
        KeyInterval interval = KeyInterval.of(ByteString.copyFromUtf8(key));
        apply.step(() -> store.write(writing -> writing.delete(interval)));
    }

    void compact(long revision) {
        apply.step(() -> store.compact(revision));
    }
}
