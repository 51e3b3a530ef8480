package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Delete;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.watch.Watch;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where the tour takes place: a namespace of its own, and all that must be gone when it is over.
 *
 * <p>Closed by the tour's thread, or by a shutdown hook while that thread is in the middle of a step.
 */
final class Scene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EtcdClient whole;
    private final String prefix;
    private final EtcdClient etcd;
    private final Narrator narrator;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final List<KeptLease> kept = new CopyOnWriteArrayList<>();
    private final List<Long> leases = new CopyOnWriteArrayList<>();

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

    /** Sees to it that the watch is closed in the end. */
    Watch owning(Watch watch) {
        watches.add(watch);
        return watch;
    }

    /** Sees to it that the lease is revoked in the end. */
    LeaseGrant owning(LeaseGrant lease) {
        leases.add(lease.id());
        return lease;
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
        for (long lease : leases) {
            try {
                brief.leases().revoke(lease);
            } catch (LeaseNotFoundException e) {
                // It expired, or a step revoked it.
                continue;
            } finally {
                leases.remove(lease);
            }
        }
        return brief.kv().delete(Delete.prefix(prefix)).deleted();
    }

    @Override
    public void close() {
        try {
            clear();
        } catch (EtcdException e) {
            narrator.warn("could not delete everything under " + prefix + ": " + e.getMessage());
        }
    }
}
