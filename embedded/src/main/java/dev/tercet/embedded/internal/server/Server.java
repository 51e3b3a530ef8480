package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.internal.auth.AuthService;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.cluster.ClusterService;
import dev.tercet.embedded.internal.concurrency.ElectionService;
import dev.tercet.embedded.internal.concurrency.LockService;
import dev.tercet.embedded.internal.kv.KvService;
import dev.tercet.embedded.internal.lease.LeaseService;
import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.maintenance.Alarms;
import dev.tercet.embedded.internal.maintenance.DatabaseSize;
import dev.tercet.embedded.internal.maintenance.MaintenanceService;
import dev.tercet.embedded.internal.maintenance.Quota;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.embedded.internal.watch.WatchService;
import dev.tercet.embedded.internal.watch.Watching;
import java.util.concurrent.Executor;

/** A server without its fronts: the state, and the table of what it can do. */
public final class Server {
    private final MethodTable methods = new MethodTable();

    /**
     * A new one, empty.
     *
     * @param loop runs, one after another, what nobody waits for: messages of watches
     */
    public Server(Identity identity, Limits limits, Time time, Executor loop) {
        Apply apply = new Apply();
        Store store = new Store(apply);
        Headers headers = new Headers(identity, store::revision);
        Lessor lessor = new Lessor(apply, store, time, limits);
        Guard guard = new Guard(apply, time, limits);
        RaftIndex index = new RaftIndex();
        Alarms alarms = new Alarms();
        DatabaseSize size = new DatabaseSize(store);
        Quota quota = new Quota(apply, size, alarms, identity, index, limits);
        Watching watching = new Watching(apply, store, headers, guard, time, loop, limits);
        new KvService(apply, store, headers, lessor, guard, quota, limits).addTo(methods);
        new WatchService(watching).addTo(methods);
        new LeaseService(apply, headers, lessor, guard, quota).addTo(methods);
        new LockService(apply, store, headers, lessor, guard).addTo(methods);
        new ElectionService(apply, store, headers, lessor, guard).addTo(methods);
        new AuthService(apply, headers, guard).addTo(methods);
        new ClusterService(apply, headers, identity, guard).addTo(methods);
        new MaintenanceService(apply, store, headers, identity, guard, quota, limits).addTo(methods);
    }

    /** All that it can do. */
    public MethodTable methods() {
        return methods;
    }
}
