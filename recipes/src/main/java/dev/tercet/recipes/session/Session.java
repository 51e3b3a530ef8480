package dev.tercet.recipes.session;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.barrier.DoubleBarrier;
import dev.tercet.recipes.election.Election;
import dev.tercet.recipes.internal.flow.Await;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.MultiLock;
import dev.tercet.recipes.lock.ReadWriteLock;
import dev.tercet.recipes.lock.Semaphore;
import dev.tercet.recipes.queue.Worker;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.Registration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A lease that is kept alive, and what hangs on it: locks, leaderships, places in barriers, registrations.
 *
 * <p>While the session lives, what it holds stays held, for however long. It ends in one of three ways: it is {@link #close() closed},
 * which gives everything back at once; it is {@link #orphan() left} to its time to live, or to another process; or it is {@link
 * #lost() lost}, because no renewal got through in time or somebody revoked the lease. What hangs on it ends with it, and says so.
 *
 * <p><b>Guarantee.</b> Loss is told here before the server lets anybody else have what was held, as long as this process runs: a
 * process that is paused for longer than the time to live finds out when it goes on. What must not be done by two at a time is guarded
 * by a fencing token. <b>Cost.</b> One round trip to open and one to close; a renewal every third of the time to live. <b>Keys.</b>
 * None of its own.
 *
 * <p>Names given as text are in UTF-8; one with half of a surrogate pair, which UTF-8 cannot say, is an {@code
 * IllegalArgumentException}.
 *
 * <p>Safe for use by several threads. Two threads that are to exclude each other with a lock need a session each.
 *
 * @since 0.1
 */
public interface Session extends AutoCloseable {
    /** The client whose session it is. */
    EtcdClient client();

    /** The lease, to hang keys of one's own on, and to {@code resumeSession} in another process. */
    long lease();

    /** The time to live that the server gave. */
    Duration ttl();

    /** How the lease is doing. */
    LeaseState state();

    /** Whether it goes on: neither lost nor closed. By the clock, so that a process that was paused for too long is told at once. */
    boolean isAlive();

    /**
     * Completes when the session is lost, with the reason; fails with {@code ClientClosedException} when it ended in another way.
     * Dependents run on the callback executor. It is one future for all who ask: leave it to the session to complete it.
     */
    CompletableFuture<LeaseState.Lost> lost();

    /**
     * A lock on this session, which is re-entrant: see {@link Lock}.
     *
     * @throws IllegalArgumentException if {@code name} is empty
     */
    Lock lock(Bytes name);

    /** {@link #lock(Bytes)} in UTF-8. */
    Lock lock(String name);

    /** {@link #readWriteLock(Bytes)} with a name in UTF-8. */
    ReadWriteLock readWriteLock(String name);

    /**
     * A read-write lock on this session.
     *
     * @throws IllegalArgumentException if {@code name} is empty
     */
    ReadWriteLock readWriteLock(Bytes name);

    /** {@link #semaphore(Bytes, int)} with a name in UTF-8. */
    Semaphore semaphore(String name, int permits);

    /**
     * A semaphore, permits of which hang on this session.
     *
     * @throws IllegalArgumentException if {@code name} is empty, or {@code permits} is less than 1
     */
    Semaphore semaphore(Bytes name, int permits);

    /** {@link #multiLock(List)} with names in UTF-8. */
    MultiLock multiLock(String... names);

    /**
     * Several locks of this session, to be taken together.
     *
     * @param names in any order; said twice is said once
     * @throws IllegalArgumentException if there is none, one is empty, or one is another with a slash and more behind it
     */
    MultiLock multiLock(List<Bytes> names);

    /** {@link #election(Bytes)} with a name in UTF-8. */
    Election election(String name);

    /**
     * An election that this session can take part in.
     *
     * @throws IllegalArgumentException if {@code name} is empty
     */
    Election election(Bytes name);

    /**
     * A double barrier, with this session as one of those who meet.
     *
     * @throws IllegalArgumentException if the name is empty, or {@code members} is less than 1
     */
    DoubleBarrier doubleBarrier(String name, int members);

    /** {@link #doubleBarrier(String, int)} with a name in bytes. */
    DoubleBarrier doubleBarrier(Bytes name, int members);

    /** {@link #worker(Bytes, int)}, the name in UTF-8. */
    Worker worker(String name, int attempts);

    /**
     * A worker at a work queue, whose claims hang on this session. It ends with the session; share it between the threads of a program.
     *
     * @param name the queue's
     * @param attempts after how many an item becomes a dead letter: the same for all workers of a queue
     * @throws IllegalArgumentException if the name is empty, or {@code attempts} less than 1
     */
    Worker worker(Bytes name, int attempts);

    /** {@link #registerAsync(String, String, Endpoint)}, waiting for it, with the address as the id. */
    default Registration register(String service, Endpoint endpoint) {
        return register(service, endpoint.address(), endpoint);
    }

    /** {@link #registerAsync(String, String, Endpoint)}, waiting for it. */
    default Registration register(String service, String id, Endpoint endpoint) {
        return Await.on("register " + service + "/" + id, registerAsync(service, id, endpoint));
    }

    /** {@link #registerAsync(String, String, Endpoint)} with the address as the id. */
    default CompletableFuture<Registration> registerAsync(String service, Endpoint endpoint) {
        return registerAsync(service, endpoint.address(), endpoint);
    }

    /**
     * Puts an instance of a service on the list, in the place of one with the same id.
     *
     * @param service not empty
     * @param id not empty
     * @return fails with {@code SessionLostException} or {@code ClientClosedException} if the session is over, otherwise as a put does:
     *     if its outcome is UNKNOWN, the instance may be on the list for as long as the session lives. Cancelling it takes it off
     */
    CompletableFuture<Registration> registerAsync(String service, String id, Endpoint endpoint);

    /**
     * Ends it without giving anything back: the lease and its keys stay for the time to live, and whoever resumes the session meanwhile
     * has all that it held; closing it afterwards does nothing, so that it may be in a try block. Does not wait; what waits for a lock
     * on it fails with {@code ClientClosedException} and leaves its queue.
     *
     * <p>What is on its way at this moment is not called back, and nothing is tried again: a release that has not been answered, or the
     * leaving of a queue that does not get through, is done later or not at all, and the place of an acquisition that has not been answered
     * stays in its queue. Release first, and orphan then; and who goes on with the session acquires what it is to hold, and what others
     * are not to be kept from, which it releases.
     */
    void orphan();

    /**
     * Ends it and revokes the lease, which gives back everything that hangs on it in one revision. What waits on it fails with {@code
     * ClientClosedException}.
     *
     * @return completes when that is done, or fails as a revocation does. A lease that is gone already is no failure, and neither is
     *     a client that was closed before: then the lease lives out its time to live
     */
    CompletableFuture<Void> closeAsync();

    /** {@link #closeAsync()}, waiting for it. Closing twice is harmless. */
    @Override
    default void close() {
        Await.on("close session", closeAsync());
    }
}
