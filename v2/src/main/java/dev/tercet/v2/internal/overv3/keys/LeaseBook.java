package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.v2.internal.overv3.Chain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The leases that one call has to do with: those that it looks up, each once, and the one that it may be granted.
 *
 * <p>Threads: the steps of the call, one after another.
 */
final class LeaseBook {
    // Few enough for a call, which has the server's other callers beside it.
    private static final int AT_A_TIME = 32;

    private final EtcdClient etcd;
    private final Chain chain;
    private final Map<Long, LeaseStatus> known = new ConcurrentHashMap<>();
    private volatile @Nullable Granted granted;
    private volatile boolean used;
    private volatile boolean unsure;

    private record Granted(LeaseGrant grant, boolean dir) {}

    LeaseBook(EtcdClient etcd, Chain chain) {
        this.etcd = etcd;
        this.chain = chain;
    }

    /** Looks up those that are not known yet; 0 is none. */
    CompletableFuture<LeaseBook> look(Collection<Long> leases) {
        Set<Long> unknown = new LinkedHashSet<>(leases);
        unknown.removeIf(id -> id == 0 || known.containsKey(id));
        return look(new ArrayDeque<>(unknown));
    }

    private CompletableFuture<LeaseBook> look(Deque<Long> unknown) {
        if (unknown.isEmpty()) {
            return CompletableFuture.completedFuture(this);
        }
        CompletableFuture<?>[] some = new CompletableFuture<?>[Math.min(AT_A_TIME, unknown.size())];
        for (int i = 0; i < some.length; i++) {
            long id = unknown.remove();
            some[i] = chain.step(etcd.async().leases().with(chain.left()).status(id))
                    .thenAccept(status -> known.put(id, status));
        }
        return CompletableFuture.allOf(some).thenCompose(looked -> look(unknown));
    }

    /** The same for a lease of which only an answer tells: what was done is done, though nobody may say how long it had. */
    CompletableFuture<LeaseBook> lookIfPossible(long lease) {
        return CompletableFuture.completedFuture(Set.of(lease))
                .thenCompose(this::look)
                .exceptionally(failure -> this);
    }

    /** How long what hangs on a lease lives: as far as it was looked up; 0 is none. */
    Life life(long lease, Instant now) {
        LeaseStatus status = known.get(lease);
        return status == null ? Life.LONG : Life.of(status, now);
    }

    /** One that was looked up. */
    LeaseStatus status(long id) {
        LeaseStatus status = known.get(id);
        if (status == null) {
            throw new IllegalStateException("lease " + Long.toHexString(id) + " was not looked up");
        }
        return status;
    }

    /** Grants one, unless that was done before. */
    CompletableFuture<LeaseGrant> grant(Duration ttl, boolean dir) {
        Granted before = granted;
        if (before != null && before.dir == dir) {
            return CompletableFuture.completedFuture(before.grant);
        }
        // What was a key is a directory by now, or the other way round: that of one key must never be shared.
        giveUp();
        // Kept: if the call is cancelled meanwhile, what is granted all the same is given up when the answer comes.
        return chain.kept(() -> etcd.async().leases().with(chain.left()).grant(ttl, LeaseIds.next(dir)))
                .handle((grant, failure) ->
                        failure == null ? taken(dir, grant) : refused(ttl, dir, Chain.unwrapped(failure)))
                .thenCompose(next -> next);
    }

    private CompletableFuture<LeaseGrant> taken(boolean dir, LeaseGrant grant) {
        granted = new Granted(grant, dir);
        used = false;
        unsure = false;
        return CompletableFuture.completedFuture(grant);
    }

    private CompletableFuture<LeaseGrant> refused(Duration ttl, boolean dir, Throwable cause) {
        return cause instanceof EtcdException failure && failure.code() == ErrorCode.LEASE_EXISTS
                ? grant(ttl, dir)
                : CompletableFuture.failedFuture(cause);
    }

    /** All is to be looked up and granted anew: a lease ran out on the way. */
    void forget() {
        known.clear();
        giveUp();
    }

    /** Something may hang on what was granted from now on: it is not given up, whatever becomes of the call. */
    void use() {
        used = true;
    }

    /**
     * A transaction by which something may come to hang on what was granted. If so, it is kept to its answer: only that tells whether
     * the lease can be given up.
     */
    CompletableFuture<TxnResult> using(Supplier<CompletableFuture<TxnResult>> txn) {
        if (granted == null) {
            return chain.step(txn.get());
        }
        return chain.kept(() -> {
            unsure = true;
            return txn.get()
                    .whenComplete((result, failure) ->
                            unsure = failure == null ? result.succeeded() : !isNotApplied(Chain.unwrapped(failure)));
        });
    }

    private static boolean isNotApplied(Throwable failure) {
        return failure instanceof EtcdException refused && refused.outcome() == Outcome.NOT_APPLIED;
    }

    /** Gives up what was granted, if nothing hangs on it, and nothing may. */
    void giveUp() {
        Granted unused = granted;
        granted = null;
        if (unused != null && !used && !unsure) {
            revoke(unused.grant.id());
        }
    }

    /** Gives up what a key lived by that now lives by something else, or no more. */
    void release(long former) {
        if (LeaseIds.isOfOneKey(former)) {
            revoke(former);
        }
    }

    // Nobody waits for this: if it fails, the lease runs out by itself.
    private void revoke(long id) {
        etcd.async().leases().revoke(id);
    }
}
