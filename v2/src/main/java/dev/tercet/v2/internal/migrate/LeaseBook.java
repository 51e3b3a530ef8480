package dev.tercet.v2.internal.migrate;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leases of a copy: one for each path that ends by itself, shared with what is below it and ends no sooner. */
final class LeaseBook {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseBook.class);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final EtcdClient etcd;
    private final Tree source;
    private final Map<String, Long> leases = new HashMap<>();
    private final Set<Long> unused = new HashSet<>();

    LeaseBook(EtcdClient etcd, Tree source) {
        this.etcd = etcd;
        this.source = source;
    }

    /** Those that the target has already. */
    void know(Map<String, Long> others) {
        others.forEach(leases::putIfAbsent);
    }

    /** The lease for what is to be written; 0 for none. */
    long of(Writing writing) {
        if (writing.expires().isEmpty()) {
            return 0;
        }
        return leases.computeIfAbsent(writing.expires().get(), path -> {
            Duration left = source.left(writing.ttl().orElseThrow());
            long id = etcd.leases()
                    .grant(left.compareTo(LEAST) < 0 ? LEAST : left)
                    .id();
            unused.add(id);
            return id;
        });
    }

    /** A transaction put keys on these, or may have. */
    void used() {
        unused.clear();
    }

    /** One of them has ended: all are looked up or granted anew. */
    void forget() {
        giveBack();
        leases.clear();
    }

    /** Ends those that nothing hangs on. */
    void giveBack() {
        for (long id : unused) {
            try {
                etcd.leases().revoke(id);
            } catch (EtcdException e) {
                // It ends by itself, and what matters was said already.
                LOG.debug("lease {} is left to expire: {}", Long.toHexString(id), e.getMessage());
            }
        }
        unused.clear();
    }
}
