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
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the numbers under which items go to the end, and puts them there, one batch at a time.
 *
 * <p>Numbers have to rise in the order of commits. A counter that everybody raises by one would do, and would let one of many
 * putters win each round. Here a number begins with the last revision that the putter knows, and the transaction compares that it is greater than the tail.
 * Who sends later knows a later revision, so those who do not overtake each other do not disturb each other either. Those who do are
 * as many as know the same; so whoever was beaten brings several numbers next time, one after the other, of which the first that is
 * greater than the tail is used.
 *
 * <p>Threads: one call at a time.
 */
final class Placement {
    private static final int MOST_TRIES = 16;
    private static final int TRIED_OPERATIONS = 100;
    private static final long TRIED_BYTES = 16 << 10;

    private final EtcdClient etcd;
    private final QueueKeys keys;
    private final Once once;
    // How many numbers to bring: more where there are competitors.
    private int tries = 1;
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
        Deadline deadline =
                Deadline.after(Timer.of(etcd.callbackExecutor()), etcd.options().timeout());
        if (next > 0) {
            return send(entries, deadline);
        }
        return etcd.async().kv().get(Get.of(keys.tail())).thenCompose(tail -> {
            learn(tail, tail.revision());
            return send(entries, deadline);
        });
    }

    // Of nested answers only the outermost tells the revision.
    private void learn(GetResult tail, long asOf) {
        revision = asOf;
        begun = !tail.isEmpty();
        // A store that was restored from a backup may be behind numbers that it has.
        next = Math.max(
                revision,
                tail.first().map(kv -> QueueKeys.revisionOf(kv.value()) + 1).orElse(0L));
    }

    private CompletableFuture<List<Bytes>> send(List<Entry> entries, Deadline deadline) {
        String call = once.newCall();
        long first = next;
        Txn chain = null;
        for (int i = triesWith(entries) - 1; i >= 0; i--) {
            Txn txn = attempt(call, entries, first + i);
            chain = chain == null ? txn.orElse(Get.of(keys.tail())) : txn.orElse(chain);
        }
        Txn whole = Txn.when(once.guard(call)).then(List.of(chain));
        return once.send(call, whole, keys.tail(), revision).thenCompose(sent -> sent(sent, entries, first, deadline));
    }

    // What is tried is sent with every number, so large batches have fewer of them.
    private int triesWith(List<Entry> entries) {
        long bytes = entries.stream()
                .mapToLong(entry -> entry.prefix.length() + entry.item.length() + 1L)
                .sum();
        long most = Math.min(TRIED_OPERATIONS / (entries.size() + 1), TRIED_BYTES / bytes);
        return (int) Math.max(1, Math.min(tries, most));
    }

    private Txn attempt(String call, List<Entry> entries, long number) {
        List<Op<?>> puts = new ArrayList<>(entries.size() + 1);
        List<Bytes> placed = placed(entries, number);
        for (int i = 0; i < entries.size(); i++) {
            puts.add(Put.of(placed.get(i), entries.get(i).item));
        }
        Bytes last = QueueKeys.number(number, entries.size() - 1);
        puts.add(Put.of(keys.tail(), last.plus(Bytes.of(" " + call))));
        Compare behind =
                begun ? Compare.value(keys.tail()).lessThan(QueueKeys.number(number, 0)) : Compare.missing(keys.tail());
        return Txn.when(behind).then(puts);
    }

    private static List<Bytes> placed(List<Entry> entries, long number) {
        List<Bytes> placed = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            placed.add(entries.get(i).prefix.plus(QueueKeys.number(number, i)));
        }
        return placed;
    }

    private CompletableFuture<List<Bytes>> sent(Sent sent, List<Entry> entries, long first, Deadline deadline) {
        if (sent instanceof Sent.Answered answer) {
            TxnResult at = answer.result().txn(0);
            long number = first;
            // Each attempt that did not hold has the next one as its answer, and the last one the tail.
            while (!at.succeeded() && at.results().get(0) instanceof TxnResult following) {
                at = following;
                number++;
            }
            if (at.succeeded()) {
                tries = number == first ? Math.max(1, tries - 1) : tries;
                return placed(entries, number, answer.result().revision());
            }
            tries = Math.min(MOST_TRIES, 4 * tries);
            learn(at.get(0), answer.result().revision());
        } else if (sent instanceof Sent.Unseen unseen) {
            return placed(entries, QueueKeys.revisionOf(unseen.mark()), unseen.revision());
        }
        return deadline.isPast() ? CompletableFuture.failedFuture(tooLate()) : send(entries, deadline);
    }

    private CompletableFuture<List<Bytes>> placed(List<Entry> entries, long number, long committed) {
        begun = true;
        revision = committed;
        next = Math.max(number + 1, committed);
        return CompletableFuture.completedFuture(placed(entries, number));
    }

    private EtcdTimeoutException tooLate() {
        return new EtcdTimeoutException(Details.of(
                ErrorCode.TIMEOUT,
                Outcome.NOT_APPLIED,
                "put to queue " + keys.name() + ": others were faster for "
                        + etcd.options().timeout() + "; try again"));
    }
}
