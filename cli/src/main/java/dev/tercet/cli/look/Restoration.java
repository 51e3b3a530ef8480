package dev.tercet.cli.look;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Out;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts keys back to what they were, in transactions that hold only if each key is still what it was when the difference was made. Up to a
 * hundred keys are one transaction; more are several, one after another, and the first that does not hold ends it.
 *
 * <p>A key that is on a lease stays on it. One that is gone goes back on the lease that it had if that is still alive, and else on none,
 * which is told.
 */
final class Restoration {
    /** A server takes 128 operations, and a little more than this many bytes, unless it is told otherwise. */
    private static final int MOST_KEYS = 100;

    private static final long MOST_BYTES = 1 << 20;

    private final EtcdClient etcd;
    private final Out err;
    private final List<Compare> compares = new ArrayList<>();
    private final List<Op<?>> ops = new ArrayList<>();
    private final Map<Long, Boolean> leases = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private long bytes;
    private long done;

    Restoration(EtcdClient etcd, Out err) {
        this.etcd = etcd;
        this.err = err;
    }

    /** Adds a key that is {@code left} now and was {@code right}. */
    void add(Difference difference) {
        KeyValue now = difference.left();
        KeyValue then = difference.right();
        Bytes key = difference.key();
        long size = key.length() * 2L + (then == null ? 0 : then.value().length());
        if (ops.size() == MOST_KEYS || bytes + size > MOST_BYTES) {
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

    /** Sends what is left. */
    void send() {
        if (ops.isEmpty()) {
            return;
        }
        boolean held;
        try {
            held = etcd.kv().txn(Txn.when(compares).then(ops)).succeeded();
        } catch (RuntimeException e) {
            if (done > 0) {
                err.line(soFar());
            }
            throw e;
        }
        if (!held) {
            throw CommandException.failed((ops.size() == 1 ? "it" : "one of them") + " was changed meanwhile: "
                    + soFar() + " Look again with --dry-run.");
        }
        done += ops.size();
        compares.clear();
        ops.clear();
        bytes = 0;
    }

    private String soFar() {
        return done == 0 ? "nothing was restored." : "the first " + done + " keys were restored, the others not.";
    }

    /** How many keys were put back. */
    long done() {
        return done;
    }
}
