package dev.tercet;

import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.lock.LockGrant;
import java.util.concurrent.CompletableFuture;

/**
 * The server's own lock service: locks that other clients of that service, in any language, respect.
 *
 * <p>The server keeps no lease alive: keep it alive yourself, as with {@link AsyncLeases#keep}, and take its loss for the loss of the
 * lock. A grant says that the lock was held when it was made; guard what the lock protects with a compare on the key's creation
 * revision.
 *
 * <p>{@link Locks} without waiting: dependents of the futures run on the callback executor, and cancelling a future cancels the call,
 * also at the server.
 *
 * @see <a href="https://etcd.io/docs/v3.6/dev-guide/api_concurrency_reference_v3/">etcd: concurrency API</a>
 * @since 0.1
 */
public interface AsyncLocks {
    /** The same, with this deadline and these retries. The deadline bounds the wait for a lock, too. */
    AsyncLocks with(CallOptions options);

    /**
     * Waits for a lock, as long as the deadline allows, and takes it.
     *
     * <p>The lock belongs to the lease: locking again with the same name and lease succeeds at once. After the server's grant the
     * key is read once more, because etcd may grant a lock whose lease expired during the wait; then this fails with {@code
     * LeaseNotFoundException}.
     *
     * <p>A lock that fails, times out, is cancelled or interrupted leaves nothing behind: the server is told to stop waiting, and
     * when it is not certain that it did, the key is deleted in the background, unless this client holds that very lock already
     * or is still waiting for it elsewhere. What cannot be deleted because no server can be reached goes with the lease.
     *
     * @param name what the lock is called
     * @param lease a live lease to hang the lock on. With 0 the server grants one of 60 seconds that nobody renews: the lock, and
     *     also the wait for it, end with that; and since its id is known only with the grant, a wait given up can leave its key
     *     behind for so long
     * @return the grant, with the key to {@link #unlock} it; fails with {@code EtcdTimeoutException} when the deadline (ten seconds
     *     unless set otherwise) is over first, and with {@code LeaseNotFoundException} if there is no such lease
     * @throws IllegalArgumentException if {@code name} is empty
     */
    CompletableFuture<LockGrant> lock(Bytes name, long lease);

    /** {@link #lock(Bytes, long)} with a name in the client's charset. */
    CompletableFuture<LockGrant> lock(String name, long lease);

    /**
     * Gives a lock back, by deleting its key. The server does not ask whose it is; a key that is gone is no error.
     *
     * @param key from {@link LockGrant#key()}
     * @return the answer's header; if the reply is lost the outcome is UNKNOWN, and unlocking again is harmless
     * @throws IllegalArgumentException if {@code key} is empty
     */
    CompletableFuture<Header> unlock(Bytes key);
}
