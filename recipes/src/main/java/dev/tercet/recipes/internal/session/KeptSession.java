package dev.tercet.recipes.internal.session;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Bytes;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.barrier.DoubleBarrier;
import dev.tercet.recipes.election.Election;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.internal.barrier.SessionBarriers;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.election.KeptElection;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.internal.lock.SessionLocks;
import dev.tercet.recipes.internal.queue.ClaimingWorker;
import dev.tercet.recipes.internal.registry.KeptRegistration;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.MultiLock;
import dev.tercet.recipes.lock.ReadWriteLock;
import dev.tercet.recipes.lock.Semaphore;
import dev.tercet.recipes.queue.Worker;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.Registration;
import dev.tercet.recipes.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A session and all that can be had on it. */
public final class KeptSession implements Session {
    private final Ground ground;
    private final Contender contender;
    private final Promise<LeaseState.Lost> lost;
    private final SessionBarriers barriers;
    private final SessionLocks locks;
    private volatile boolean left;

    /** A session on this ground. */
    public KeptSession(Ground ground) {
        this.ground = ground;
        this.contender = new Contender(ground);
        this.lost = new Promise<>(ground.callbacks());
        this.barriers = new SessionBarriers(contender);
        this.locks = new SessionLocks(contender);
        ground.onOver(why -> {
            if (why instanceof SessionLostException loss) {
                lost.succeed(loss(loss));
            } else {
                lost.fail(why);
            }
        });
    }

    @Override
    public EtcdClient client() {
        return ground.etcd();
    }

    @Override
    public long lease() {
        return ground.id();
    }

    @Override
    public Duration ttl() {
        return ground.lease().ttl();
    }

    @Override
    public LeaseState state() {
        return ground.lease().state();
    }

    @Override
    public boolean isAlive() {
        // The lease knows it first: what is told of it comes by the callback executor.
        return ground.over() == null && !state().isFinal();
    }

    @Override
    public CompletableFuture<LeaseState.Lost> lost() {
        return lost;
    }

    @Override
    public Lock lock(Bytes name) {
        return locks.lock(name);
    }

    @Override
    public Lock lock(String name) {
        return lock(Given.name(name));
    }

    @Override
    public ReadWriteLock readWriteLock(Bytes name) {
        return locks.readWriteLock(name);
    }

    @Override
    public ReadWriteLock readWriteLock(String name) {
        return readWriteLock(Given.name(name));
    }

    @Override
    public Semaphore semaphore(Bytes name, int permits) {
        return locks.semaphore(name, permits);
    }

    @Override
    public Semaphore semaphore(String name, int permits) {
        return semaphore(Given.name(name), permits);
    }

    @Override
    public MultiLock multiLock(List<Bytes> names) {
        return locks.multiLock(names);
    }

    @Override
    public MultiLock multiLock(String... names) {
        return multiLock(Stream.of(names).map(Given::name).toList());
    }

    @Override
    public Election election(Bytes name) {
        return new KeptElection(contender, name);
    }

    @Override
    public Election election(String name) {
        return election(Given.name(name));
    }

    @Override
    public DoubleBarrier doubleBarrier(Bytes name, int members) {
        return barriers.named(name, members);
    }

    @Override
    public DoubleBarrier doubleBarrier(String name, int members) {
        return doubleBarrier(Given.name(name), members);
    }

    @Override
    public Worker worker(Bytes name, int attempts) {
        return new ClaimingWorker(ground, Given.name(name), Given.atLeastOne("attempts", attempts));
    }

    @Override
    public Worker worker(String name, int attempts) {
        return worker(Given.name(name), attempts);
    }

    @Override
    public CompletableFuture<Registration> registerAsync(String service, String id, Endpoint endpoint) {
        return KeptRegistration.register(ground, service, id, endpoint);
    }

    @Override
    public void orphan() {
        if (isAlive()) {
            left = true;
        }
        ground.orphan();
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        // Revoked even by a caller who no longer wants to wait.
        Promise<Void> closed = new Promise<>(ground.callbacks());
        if (left) {
            closed.succeed(null);
            return closed;
        }
        ground.revoke().whenComplete((header, failure) -> settle(closed, failure));
        return closed;
    }

    private static void settle(Promise<@Nullable Void> closed, @Nullable Throwable failure) {
        Throwable why = failure == null ? null : Task.unwrapped(failure);
        // After its client there is nobody to ask, and whoever closes the two in the wrong order has nothing to do
        // about it.
        if (why == null || why instanceof LeaseNotFoundException || why instanceof ClientClosedException) {
            closed.succeed(null);
        } else {
            closed.fail(why);
        }
    }

    private LeaseState.Lost loss(SessionLostException why) {
        // A renewal of ours may have found out before the lease's own does.
        return state() instanceof LeaseState.Lost known
                ? known
                : new LeaseState.Lost(why.reason(), String.valueOf(why.getMessage()));
    }

    @Override
    public String toString() {
        return "session on lease " + Long.toHexString(lease());
    }
}
