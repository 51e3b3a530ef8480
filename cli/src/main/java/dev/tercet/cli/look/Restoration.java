package dev.tercet.cli.look;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Interrupts;
import dev.tercet.cli.run.TxnLimits;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts keys back to what they were, in transactions that hold only if each key is still what it was when the difference was made. Up to a
 * hundred keys are one transaction; more are several, one after another, and the first that does not hold ends it. So does Ctrl-C, between two.
 *
 * <p>A key that is on a lease stays on it. One that is gone goes back on the lease that it had if that is still alive, and else on none,
 * which is told.
 */
final class Restoration {
    /** Fewer than a server takes, as the help says. */
    private static final int MOST_KEYS = 100;

    private final EtcdClient etcd;
    private final Out err;
    private final List<Compare> compares = new ArrayList<>();
    private final List<Op<?>> ops = new ArrayList<>();
    private final Map<Long, Boolean> leases = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private final Interrupts interrupts;
    private final long all;
    private long bytes;
    private long done;
    private long unknown;

    /**
     * One that is about to begin.
     *
     * @param all how many keys it will be
     */
    Restoration(EtcdClient etcd, Out err, Interrupts interrupts, long all) {
        this.etcd = etcd;
        this.err = err;
        this.interrupts = interrupts;
        this.all = all;
    }

    /** Makes {@code left}, which is now, what it was, {@code right}, for all of these that count. If that fails, or is to end, it says how far it came. */
    void run(Iterator<Difference> differences, Predicate<Difference> counts) {
        // From here on Ctrl-C has to wait for what is under way.
        interrupts.takeOver();
        try {
            differences.forEachRemaining(each -> {
                if (counts.test(each)) {
                    add(each);
                }
            });
            send();
        } catch (RuntimeException e) {
            err.line(soFar());
            throw e;
        }
    }

    private void add(Difference difference) {
        KeyValue now = difference.left();
        KeyValue then = difference.right();
        Bytes key = difference.key();
        long size = key.length() * 2L + (then == null ? 0 : then.value().length());
        if (ops.size() == MOST_KEYS || bytes + size > TxnLimits.BYTES) {
            send();
        }
        bytes += size;
        compares.add(
                now == null ? Compare.missing(key) : Compare.modRevision(key).equalTo(now.modRevision()));
        ops.add(then == null ? Delete.of(key) : put(now, then));
    }

    private Put put(@Nullable KeyValue now, KeyValue then) {
        Put put = Put.of(then.key(), then.value());
        if (now != null) {
            return put.keepingLease();
        }
        if (then.lease() == 0) {
            return put;
        }
        if (leases.computeIfAbsent(then.lease(), this::isAlive)) {
            return put.withLease(then.lease());
        }
        if (told.add(then.lease())) {
            err.line("note: lease " + Ids.lease(then.lease()) + ", which " + then.key()
                    + " was on, is gone: what was on it comes back without a lease");
        }
        return put;
    }

    private boolean isAlive(long lease) {
        return etcd.leases().status(lease).isAlive();
    }

    private void send() {
        if (ops.isEmpty()) {
            return;
        }
        if (interrupts.isInterrupted()) {
            throw interrupts.ended("");
        }
        if (!isHeld()) {
            throw CommandException.failed(
                    (ops.size() == 1 ? "it" : "one of them") + " was changed meanwhile. Look again with --dry-run.");
        }
        done += ops.size();
        compares.clear();
        ops.clear();
        bytes = 0;
    }

    private boolean isHeld() {
        try {
            return etcd.kv().txn(Txn.when(compares).then(ops)).succeeded();
        } catch (RuntimeException e) {
            boolean refused = e instanceof EtcdException known && known.outcome() == Outcome.NOT_APPLIED;
            unknown = refused ? 0 : ops.size();
            throw e;
        }
    }

    private String soFar() {
        if (done == 0 && unknown == 0) {
            return "nothing was restored.";
        }
        long not = all - done - unknown;
        return "of " + all + (all == 1 ? " key " : " keys ") + done + (done == 1 ? " is" : " are") + " restored"
                + (unknown > 0 ? ", " + unknown + " may or may not be" : "")
                + (not > 0 ? ", " + not + (not == 1 ? " is not." : " are not.") : ".");
    }
}
