package dev.tercet.recipes.internal.queue;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.History;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Transactions whose fate is always known, as long as the store can be reached: also those whose reply is lost, and which a
 * retry could not tell from others' doings.
 *
 * <p>Each has an id. It compares that there is no fence for this id, and leaves the id in a mark, one key that all of a kind
 * overwrite. That costs nothing while replies arrive. When one does not, a fence is put up, so that a request which is still on its way has
 * no effect when it comes; then the history of the mark, from the last revision before the call to the fence's, tells whether it had been
 * there. The fence goes with a lease of its own, when no request can be on its way any more.
 */
final class Once {
    private static final Duration FENCE_STANDS = Duration.ofMinutes(5);

    private final EtcdClient etcd;
    private final QueueKeys keys;
    private final String origin = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final AtomicLong calls = new AtomicLong();

    Once(EtcdClient etcd, QueueKeys keys) {
        this.etcd = etcd;
        this.keys = keys;
    }

    /** An id that no call had before. */
    String newCall() {
        return origin + "-" + Long.toHexString(calls.incrementAndGet());
    }

    /** What the transaction of this call must compare. */
    Compare guard(String call) {
        return Compare.missing(keys.fence(call));
    }

    /** Whether this value of a mark, which ends with the id of a call, was left by this one. */
    static boolean isBy(String call, Bytes mark) {
        String value = mark.utf8();
        return value.equals(call) || value.endsWith(" " + call);
    }

    /**
     * Sends a transaction.
     *
     * @param mark where it leaves its id
     * @param since a revision before it
     * @return fails as the transaction does, with outcome {@code UNKNOWN} only if there was no finding out
     */
    CompletableFuture<Sent> send(String call, Txn txn, Bytes mark, long since) {
        return etcd.async()
                .kv()
                .txn(txn)
                .handle((result, failure) -> failure == null
                        ? CompletableFuture.<Sent>completedFuture(new Sent.Answered(result))
                        : failed(call, mark, since, Task.unwrapped(failure)))
                .thenCompose(sent -> sent);
    }

    private CompletableFuture<Sent> failed(String call, Bytes mark, long since, Throwable failure) {
        if (!(failure instanceof EtcdException lost) || lost.outcome() != Outcome.UNKNOWN) {
            return CompletableFuture.failedFuture(failure);
        }
        return settle(call, mark, since)
                .handle((sent, unsettled) -> {
                    if (unsettled == null) {
                        return CompletableFuture.completedFuture(sent);
                    }
                    lost.addSuppressed(unsettled);
                    return CompletableFuture.<Sent>failedFuture(lost);
                })
                .thenCompose(sent -> sent);
    }

    /**
     * Finds out what became of a transaction whose reply was lost; can be repeated until it answers.
     *
     * @param since a revision before it
     */
    CompletableFuture<Sent> settle(String call, Bytes mark, long since) {
        // The same fence twice is as good as once, and of two leases the one that nobody knows runs out.
        AsyncEtcdClient again = etcd.with(etcd.options().retryingWrites()).async();
        return again.leases()
                .grant(FENCE_STANDS)
                .thenCompose(lease -> again.kv()
                        .txn(Txn.all(Put.of(keys.fence(call), Bytes.EMPTY).withLease(lease.id()), Get.of(mark))))
                .thenCompose(fenced -> judge(call, mark, since, fenced));
    }

    private CompletableFuture<Sent> judge(String call, Bytes mark, long since, TxnResult fenced) {
        Optional<KeyValue> last = fenced.get(1).first();
        if (last.isEmpty() || last.get().modRevision() <= since) {
            return CompletableFuture.completedFuture(new Sent.Never());
        }
        if (isBy(call, last.get().value())) {
            return CompletableFuture.completedFuture(
                    new Sent.Unseen(last.get().modRevision(), last.get().value()));
        }
        Deadline deadline =
                Deadline.after(Timer.of(etcd.callbackExecutor()), etcd.options().timeout());
        return History.find(
                        etcd, mark, since + 1, last.get().modRevision(), event -> isBy(call, event.value()), deadline)
                .thenApply(left -> left.<Sent>map(event -> new Sent.Unseen(event.revision(), event.value()))
                        .orElseGet(Sent.Never::new));
    }
}
