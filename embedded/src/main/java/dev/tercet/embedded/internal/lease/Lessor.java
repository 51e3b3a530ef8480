package dev.tercet.embedded.internal.lease;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.proto.mvccpb.Event.EventType;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All leases. Used within the server's steps only; hears of the store's commits to know which keys are attached.
 *
 * <p>A lease expires exactly when its time is up. etcd looks for expired ones twice a second and so lets them live up to a second
 * longer; that is its implementation's doing and promised to nobody, so here it is exact. Should a request come between that moment
 * and the alarm that tells of it, it finds the lease gone all the same.
 *
 * <p>Leases are sorted by the moment they expire, and one alarm is set, never later than the first of them. A renewal moves a lease
 * to its new place and leaves the alarm alone: when it rings too early it is set anew. So thousands of renewals set no alarm at all.
 */
public final class Lessor {
    private static final long MAX_TTL = 9_000_000_000L;
    private static final Time.Alarm SILENT = () -> {};

    private final Apply apply;
    private final Store store;
    private final Time time;
    private final long minTtl;
    private final Map<Long, Lease> leases = new HashMap<>();
    private final TreeSet<Lease> byDeadline = new TreeSet<>();
    private long granted;
    private long renewed;
    private long revoked;
    private boolean leads = true;
    private Time.Alarm alarm = SILENT;
    private long alarmAt = Long.MAX_VALUE;

    /** One without leases, which hears of this store's commits from now on. */
    public Lessor(Apply apply, Store store, Time time, Limits limits) {
        this.apply = apply;
        this.store = store;
        this.time = time;
        this.minTtl = limits.minLeaseTtl().plusNanos(999_999_999).toSeconds();
        store.onCommit(this::attach);
    }

    /** Whether a lease is there and has not expired. */
    public boolean exists(long id) {
        Lease lease = leases.get(id);
        return lease != null && lease.deadline() > time.nanos();
    }

    /** The keys attached to a lease, in order; none if it is unknown. */
    public Set<ByteString> keys(long id) {
        Lease lease = leases.get(id);
        return lease == null ? Set.of() : Collections.unmodifiableSet(lease.keys);
    }

    /** The member leads no more: no lease expires, until {@link #promote}. */
    public void demote() {
        expire();
        silence();
        leads = false;
        all(this::begin);
    }

    /** The member leads again: every lease has its whole time, since nobody knows how much was left. */
    public void promote() {
        apply.check();
        leads = true;
        all(this::begin);
        setAlarm();
    }

    /** Gives a lease its whole time. Not while it is in a sorted set. */
    private void begin(Lease lease) {
        if (leads) {
            lease.refresh(time.nanos());
        } else {
            lease.forever();
        }
    }

    private void all(Consumer<Lease> change) {
        byDeadline.clear();
        leases.values().forEach(change);
        byDeadline.addAll(leases.values());
    }

    /**
     * A new lease.
     *
     * @param id 0 for one that is not in use
     * @param ttl seconds; raised to the least that is granted
     */
    Lease grant(long id, long ttl) {
        expire();
        if (ttl > MAX_TTL) {
            throw EtcdErrors.TOO_LARGE_LEASE_TTL;
        }
        long called = id == 0 ? unusedId() : id;
        if (leases.containsKey(called)) {
            throw EtcdErrors.LEASE_ALREADY_EXISTS;
        }
        Lease lease = new Lease(called, Math.max(ttl, minTtl), granted++);
        begin(lease);
        leases.put(called, lease);
        byDeadline.add(lease);
        setAlarm();
        return lease;
    }

    /** Ends a lease, and its keys in one revision. */
    void revoke(long id) {
        expire();
        Lease lease = leases.get(id);
        if (lease == null) {
            throw EtcdErrors.LEASE_NOT_FOUND;
        }
        end(lease);
    }

    /** Gives a lease its whole time again; null if it is unknown. */
    @Nullable
    Lease renew(long id) {
        Lease lease = find(id);
        if (lease != null) {
            renewed++;
            byDeadline.remove(lease);
            begin(lease);
            byDeadline.add(lease);
        }
        return lease;
    }

    /** A lease that has not expired, or null. */
    @Nullable
    Lease find(long id) {
        expire();
        return leases.get(id);
    }

    /** All leases, first those that expire first. */
    Collection<Lease> all() {
        expire();
        return Collections.unmodifiableCollection(byDeadline);
    }

    /** How many whole seconds a lease has left. */
    long secondsLeft(Lease lease) {
        return (lease.deadline() - time.nanos()) / 1_000_000_000L;
    }

    /** How many were granted so far. */
    public long granted() {
        return granted;
    }

    /** How many times one was renewed so far. */
    public long renewed() {
        return renewed;
    }

    /** How many ended so far. */
    public long revoked() {
        return revoked;
    }

    private long unusedId() {
        while (true) {
            long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
            if (!leases.containsKey(id)) {
                return id;
            }
        }
    }

    private void attach(long revision, List<Change> changes) {
        for (Change change : changes) {
            KeyValue previous = change.previous();
            long before = previous == null ? 0 : previous.getLease();
            long after = change.type() == EventType.PUT ? change.kv().getLease() : 0;
            if (before == after) {
                continue;
            }
            ByteString key = change.kv().getKey();
            Lease left = before == 0 ? null : leases.get(before);
            if (left != null) {
                left.keys.remove(key);
            }
            Lease joined = after == 0 ? null : leases.get(after);
            if (joined != null) {
                joined.keys.add(key);
            }
        }
    }

    private void end(Lease lease) {
        revoked++;
        // Before its keys: whoever hears of their end finds that the lease is gone.
        leases.remove(lease.id);
        byDeadline.remove(lease);
        if (!lease.keys.isEmpty()) {
            store.write(writing -> {
                lease.keys.forEach(key -> writing.delete(KeyInterval.of(key)));
                return lease;
            });
        }
    }

    private void expire() {
        apply.check();
        while (!byDeadline.isEmpty() && byDeadline.first().deadline() <= time.nanos()) {
            end(byDeadline.first());
        }
    }

    private void setAlarm() {
        if (!leads || byDeadline.isEmpty() || byDeadline.first().deadline() >= alarmAt) {
            return;
        }
        alarm.cancel();
        // Noted first: should the moment have come meanwhile, the task runs at once, within this call, and may set the
        // next one.
        alarmAt = byDeadline.first().deadline();
        alarm = time.at(alarmAt, this::ring);
    }

    private void ring() {
        apply.step(() -> {
            silence();
            expire();
            setAlarm();
        });
    }

    private void silence() {
        alarm.cancel();
        alarm = SILENT;
        alarmAt = Long.MAX_VALUE;
    }
}
