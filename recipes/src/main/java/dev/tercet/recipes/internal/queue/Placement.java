package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.JdkTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the numbers under which items go to the end, and puts them there, one batch at a time.
 *
 * <p>Numbers have to rise in the order of commits. A counter that everybody raises by one would do, and would let one of many
 * putters win each round. Here a number begins with the last revision that the putter knows, and the transaction compares that it is greater than the tail.
 * Who sends later knows a later revision, so those who do not overtake each other do not disturb each other either.
 *
 * <p>Threads: one call at a time.
 */
final class Placement {
    private final EtcdClient etcd;
    private final QueueKeys keys;
    private final Once once;
    // The last revision known, and what to begin the next number with; it only rises.
    private long revision;
    private long next;
    private boolean begun;

    Placement(EtcdClient etcd, QueueKeys keys) {
        this.etcd = etcd;
        this.keys = keys;
        this.once = new Once(etcd, keys);
    }

    /**
     * An item and where it goes.
     *
     * @param prefix before the number
     * @param item the value
     */
    record Entry(Bytes prefix, Bytes item) {}

    /** Puts all of them, in one revision. */
    CompletableFuture<List<Bytes>> place(List<Entry> entries) {
        Deadline deadline = Deadline.after(
                new JdkTimer(etcd.callbackExecutor()), etcd.options().timeout());
        if (next > 0) {
            return send(entries, deadline);
        }
        return etcd.async().kv().get(Get.of(keys.tail())).thenCompose(tail -> {
            learn(tail);
            return send(entries, deadline);
        });
    }

    private void learn(GetResult tail) {
        revision = tail.revision();
        begun = !tail.isEmpty();
        // A store that was restored from a backup may be behind numbers that it has.
        next = Math.max(
                revision,
                tail.first().map(kv -> QueueKeys.revisionOf(kv.value()) + 1).orElse(0L));
    }

    private CompletableFuture<List<Bytes>> send(List<Entry> entries, Deadline deadline) {
        String call = once.newCall();
        List<Bytes> placed = new ArrayList<>(entries.size());
        List<Op<?>> puts = new ArrayList<>(entries.size() + 1);
        for (int i = 0; i < entries.size(); i++) {
            Bytes key = entries.get(i).prefix.plus(QueueKeys.number(next, i));
            placed.add(key);
            puts.add(Put.of(key, entries.get(i).item));
        }
        Bytes last = QueueKeys.number(next, entries.size() - 1);
        puts.add(Put.of(keys.tail(), last.plus(Bytes.of(" " + call))));
        Compare behind =
                begun ? Compare.value(keys.tail()).lessThan(QueueKeys.number(next, 0)) : Compare.missing(keys.tail());
        Txn txn = Txn.when(once.guard(call), behind).then(puts).orElse(Get.of(keys.tail()));
        return once.send(call, txn, keys.tail(), revision).thenCompose(sent -> sent(sent, entries, placed, deadline));
    }

    private CompletableFuture<List<Bytes>> sent(Sent sent, List<Entry> entries, List<Bytes> placed, Deadline deadline) {
        if (sent instanceof Sent.Answered answer && !answer.result().succeeded()) {
            learn(answer.result().get(0));
        } else if (sent instanceof Sent.Answered answer) {
            known(answer.result().revision());
            return CompletableFuture.completedFuture(placed);
        } else if (sent instanceof Sent.Unseen unseen) {
            known(unseen.revision());
            return CompletableFuture.completedFuture(placed);
        }
        return deadline.isPast() ? CompletableFuture.failedFuture(tooLate()) : send(entries, deadline);
    }

    private void known(long committed) {
        begun = true;
        revision = committed;
        next = Math.max(next + 1, committed);
    }

    private EtcdTimeoutException tooLate() {
        return new EtcdTimeoutException(Details.of(
                ErrorCode.TIMEOUT,
                Outcome.NOT_APPLIED,
                "put to queue " + keys.name() + ": others were faster for "
                        + etcd.options().timeout() + "; try again"));
    }
}
