package dev.tercet.conformance.faults.history;

import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Takes down what happens.
 *
 * <pre>{@code
 * Call call = recorder.begin("client 3", new Act.Put("k", "v17"));
 * try {
 *     call.returned(Returned.wrote(etcd.kv().put("k", "v17").header().revision()));
 * } catch (RuntimeException e) {
 *     call.failed(e);
 * }
 * }</pre>
 *
 * <p>Any thread may call anything here. A call takes a look at the clock and an object or two; nothing waits. What begins is in
 * the history from then on, pending, until it is told how it ended; of several tellings the first counts.
 */
public final class Recorder {
    private final LongSupplier clock;
    private final long origin;
    private final AtomicLong ids = new AtomicLong();
    private final Collection<Call> calls = new ConcurrentLinkedQueue<>();
    private final Collection<WatchLog> watches = new ConcurrentLinkedQueue<>();
    private final Collection<LockLog> locks = new ConcurrentLinkedQueue<>();
    private final Collection<LeaseLog> leases = new ConcurrentLinkedQueue<>();
    private final Collection<FaultLog> faults = new ConcurrentLinkedQueue<>();
    private final Collection<Glance> glances = new ConcurrentLinkedQueue<>();
    private volatile RevisionLog log = RevisionLog.NONE;
    private volatile Map<String, String> members = Map.of();

    /** By the machine's clock. */
    public Recorder() {
        this(System::nanoTime);
    }

    /**
     * By a clock of its own, such as a simulation's.
     *
     * @param clock nanoseconds that never go back; two events at one time may have happened in either order
     */
    public Recorder(LongSupplier clock) {
        this.clock = clock;
        this.origin = clock.getAsLong();
    }

    /** Nanoseconds since this recorder was made. */
    public long now() {
        return clock.getAsLong() - origin;
    }

    /**
     * Who is behind which endpoint, from now on.
     *
     * @param names the names that faults have for members, by the endpoints that clients know
     */
    public void members(Map<String, String> names) {
        members = Map.copyOf(names);
    }

    /** The names of members, by endpoint; empty if nobody said so. */
    Map<String, String> members() {
        return members;
    }

    /** A call begins: say so right before it is made. */
    public Call begin(String client, Act act) {
        Call call = new Call(this, ids.incrementAndGet(), client, act);
        calls.add(call);
        return call;
    }

    /** A watch is opened: say so before. */
    public WatchLog watch(String client, WatchRequest asked) {
        WatchLog watch = new WatchLog(this, ids.incrementAndGet(), client, asked);
        watches.add(watch);
        return watch;
    }

    /** An acquisition begins, that may wait until told. */
    public LockLog lock(String name, String client) {
        return lock(name, client, Operation.NEVER);
    }

    /** An acquisition begins, that waits at most so long. */
    public LockLog lock(String name, String client, Duration atMost) {
        return lock(name, client, now() + atMost.toNanos());
    }

    private LockLog lock(String name, String client, long deadline) {
        LockLog lock = new LockLog(this, ids.incrementAndGet(), name, client, deadline);
        locks.add(lock);
        return lock;
    }

    /** A lease is asked for that will be renewed. */
    public LeaseLog lease(String client, Duration ttl) {
        return add(new LeaseLog(this, client, ttl, true));
    }

    /** A lease is asked for that nobody will renew. */
    public LeaseLog leaseLeftAlone(String client, Duration ttl) {
        return add(new LeaseLog(this, client, ttl, false));
    }

    private LeaseLog add(LeaseLog lease) {
        leases.add(lease);
        return lease;
    }

    /** A fault begins: say so before it is done. */
    public FaultLog fault(String name, List<String> where, FaultSpan.Reach reach) {
        FaultLog fault = new FaultLog(this, name, where, reach);
        faults.add(fault);
        return fault;
    }

    /** A member was asked how it is. */
    public void glance(Glance glance) {
        glances.add(glance);
    }

    /** What really happened, or the part of it that comes after the last such part. */
    public synchronized void log(RevisionLog more) {
        log = log.isThere() ? log.then(more) : more;
    }

    /** What was taken down until now; recording may go on. */
    public History history() {
        long taken = now();
        return new History(
                calls.stream().map(Call::operation).toList(),
                watches.stream().map(WatchLog::record).toList(),
                locks.stream().map(LockLog::hold).toList(),
                leases.stream().map(LeaseLog::record).toList(),
                faults.stream().map(FaultLog::span).toList(),
                List.copyOf(glances),
                log,
                taken);
    }
}
