package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Delete;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.recipes.session.Session;
import dev.tercet.watch.Watch;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where the tour takes place: a namespace of its own, and all that must be gone when it is over.
 *
 * <p>Used by the tour's thread, and cleared by it or by a shutdown hook.
 */
final class Scene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EtcdClient whole;
    private final String prefix;
    private final EtcdClient etcd;
    private final Narrator narrator;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final List<KeptLease> kept = new CopyOnWriteArrayList<>();
    private final List<Long> leases = new CopyOnWriteArrayList<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile boolean used;
    private volatile boolean abandoned;

    Scene(EtcdClient whole, Narrator narrator) {
        byte[] unique = new byte[4];
        new SecureRandom().nextBytes(unique);
        this.whole = whole;
        this.prefix = "tour/" + HexFormat.of().formatHex(unique) + "/";
        this.etcd = whole.withNamespace(prefix);
        this.narrator = narrator;
    }

    /** The client that sees nothing but this namespace. */
    EtcdClient etcd() {
        return etcd;
    }

    /** The namespace, a prefix of every key. */
    String prefix() {
        return prefix;
    }

    /** Says that there may be something to clear from here on. */
    void use() {
        used = true;
    }

    /** Sees to it that the watch is closed in the end. */
    Watch owning(Watch watch) {
        watches.add(watch);
        if (abandoned) {
            watch.close();
        }
        return watch;
    }

    /** Sees to it that the lease is revoked in the end. */
    LeaseGrant owning(LeaseGrant lease) {
        leases.add(lease.id());
        return lease;
    }

    /** Sees to it that the session is closed in the end. */
    Session owning(Session session) {
        sessions.add(session);
        leases.add(session.lease());
        return session;
    }

    /** Sees to it that the lease is revoked in the end. */
    KeptLease owning(KeptLease lease) {
        kept.add(lease);
        leases.add(lease.id());
        return lease;
    }

    /**
     * Ends watches and leases and deletes the keys.
     *
     * @return how many keys there were
     */
    long clear() {
        EtcdClient brief = whole.withTimeout(PATIENCE);
        watches.forEach(Watch::close);
        kept.forEach(KeptLease::close);
        // Their leases are revoked below, with a word about those that cannot be.
        sessions.forEach(Session::orphan);
        for (Long lease : List.copyOf(leases)) {
            if (isRevoked(brief, lease)) {
                leases.remove(lease);
            }
        }
        return brief.kv().delete(Delete.prefix(prefix)).deleted();
    }

    private static boolean isRevoked(EtcdClient etcd, long lease) {
        try {
            etcd.leases().revoke(lease);
            return true;
        } catch (LeaseNotFoundException e) {
            // It expired, or a step revoked it.
            return true;
        }
    }

    /** Says that the tour's thread takes no further step. */
    void leave() {
        left.countDown();
    }

    /**
     * Clears up while the tour's thread is in the middle of a step. That goes on to its next watch, which is closed: a lease
     * granted meanwhile would be nobody's otherwise.
     */
    void abandon() {
        abandoned = true;
        watches.forEach(Watch::close);
        try {
            if (!left.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                narrator.warn("the step under way does not end, and may leave something under " + prefix);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    @Override
    public void close() {
        if (!used) {
            return;
        }
        try {
            clear();
        } catch (EtcdException e) {
            narrator.warn("could not delete everything under " + prefix + ": " + e.getMessage());
        }
    }
}
