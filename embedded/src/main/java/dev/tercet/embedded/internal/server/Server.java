package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.internal.auth.AuthService;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.cluster.ClusterService;
import dev.tercet.embedded.internal.cluster.Members;
import dev.tercet.embedded.internal.concurrency.ElectionService;
import dev.tercet.embedded.internal.concurrency.KvCalls;
import dev.tercet.embedded.internal.concurrency.LockService;
import dev.tercet.embedded.internal.concurrency.Waiters;
import dev.tercet.embedded.internal.fault.FaultSet;
import dev.tercet.embedded.internal.kv.KvService;
import dev.tercet.embedded.internal.lease.LeaseService;
import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.maintenance.AutoCompaction;
import dev.tercet.embedded.internal.maintenance.ClusterVersion;
import dev.tercet.embedded.internal.maintenance.MaintenanceService;
import dev.tercet.embedded.internal.mvcc.CommitListener;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.embedded.internal.vitals.Vitals;
import dev.tercet.embedded.internal.watch.WatchService;
import dev.tercet.embedded.internal.watch.Watching;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** A server without its fronts: the state, and the table of what it can do. */
public final class Server {
    private final MethodTable methods = new MethodTable();
    private final Apply apply;
    private final Store store;
    private final Members members;
    private final Watching watching;
    private final FaultSet faults;
    private final VitalSigns vitalSigns;

    /**
     * A new one, empty.
     *
     * @param time what it counts time by
     * @param realTime the machine's time, for faults that ask for it
     * @param loop runs, one after another, what nobody waits for: messages of watches
     */
    public Server(Identity identity, Limits limits, Time time, Time realTime, Executor loop) {
        apply = new Apply();
        members = new Members(identity);
        store = new Store(apply);
        RaftTerm term = new RaftTerm(identity);
        Headers headers = new Headers(identity, term, store::revision);
        Lessor lessor = new Lessor(apply, store, time, limits);
        Guard guard = new Guard(apply, time, limits);
        RaftIndex index = new RaftIndex();
        Alarms alarms = new Alarms();
        ClusterVersion version = new ClusterVersion(identity, apply, time, index);
        Quota quota = new Quota(apply, store, alarms, identity, index, limits);
        store.onCommit((revision, changes) -> index.advance());
        store.onCompaction(index::advance);
        watching = new Watching(apply, store, headers, guard, time, loop, limits);
        KvService kv = new KvService(apply, store, headers, lessor, guard, quota, limits);
        kv.addTo(methods);
        new WatchService(watching).addTo(methods);
        LeaseService leases = new LeaseService(apply, headers, lessor, guard, quota, index);
        leases.addTo(methods);
        Waiters waiters = new Waiters(apply, store);
        KvCalls within = new KvCalls(kv::range, kv::txn, kv::deleteRange);
        new LockService(apply, waiters, within, leases).addTo(methods);
        new ElectionService(apply, headers, waiters, within, leases).addTo(methods);
        new AuthService(apply, headers, guard, index).addTo(methods);
        new ClusterService(apply, headers, members, index, guard).addTo(methods);
        new MaintenanceService(apply, store, headers, identity, guard, quota, alarms, version, index, term)
                .addTo(methods);
        new AutoCompaction(apply, store, alarms, time, limits.retention()).start();
        faults = new FaultSet(methods, apply, store, term, time, realTime, guard, lessor, watching);
        vitalSigns = new VitalSigns(apply, identity, version, alarms, term)
                .of(store, quota)
                .of(lessor)
                .of(watching);
    }

    /** Its watches. */
    public Watching watching() {
        return watching;
    }

    /** All that it can do, faults included. */
    public MethodTable methods() {
        return faults.methods();
    }

    /** What it does wrong; also knows every stream that is open and every call that waits. */
    public FaultSet faults() {
        return faults;
    }

    /** Tells of every revision and of every compaction from now on, within the step that makes it: for who checks what clients see. */
    public void follow(CommitListener commits, LongConsumer compactions) {
        apply.step(() -> {
            store.onCommit(commits);
            store.onCompaction(() -> compactions.accept(store.compactRevision()));
        });
    }

    /** How it is now. */
    public Vitals vitals() {
        return vitalSigns.vitals();
    }

    /** Sets where clients reach it, which member lists tell; nowhere until this is called. */
    public void advertise(List<String> clientUrls) {
        apply.step(() -> members.advertise(clientUrls));
    }
}
