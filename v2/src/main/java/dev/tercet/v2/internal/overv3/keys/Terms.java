package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.lease.LeaseStatus;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.key.V2Write.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How long what a write writes is to live, and by which lease. */
final class Terms {
    private final V2Write write;
    private final Scene scene;
    private final @Nullable Duration ttl;

    Terms(V2Write write, Scene scene) {
        this.write = write;
        this.scene = scene;
        this.ttl = write.ttl().map(Terms::wholeSeconds).orElse(null);
    }

    private static Duration wholeSeconds(Duration time) {
        Duration begun = Duration.ofSeconds(time.toSeconds());
        return begun.equals(time) ? time : begun.plusSeconds(1);
    }

    /**
     * The lease that a write uses.
     *
     * @param id 0 for none
     * @param granted what servers made of the time asked for; null if the lease is the directory's, or none
     * @param zero whether none at all was asked for
     */
    record Lease(long id, @Nullable Duration granted, boolean zero) {
        Life life(Instant now) {
            return granted == null ? Life.LONG : Life.of(zero ? Duration.ZERO : granted, now);
        }
    }

    /** The leases that must be known. */
    Set<Long> needed() {
        Set<Long> needed = new TreeSet<>(Set.of(scene.ownLease()));
        if (ttl != null) {
            needed.add(scene.inherited());
        }
        return needed;
    }

    /** Whether all that is asked is what a renewal of the lease does. */
    boolean isRenewal(LeaseBook leases) {
        if (write.kind() != Kind.REFRESH || scene.ownLease() == 0) {
            return false;
        }
        LeaseStatus own = leases.status(scene.ownLease());
        return own.isAlive() && own.granted().equals(ttl);
    }

    /** The lease: the directory's, if that is not the longer one. */
    CompletableFuture<Lease> lease(LeaseBook leases, boolean dir) {
        if (ttl == null || (!ttl.isZero() && outlivesDirectory(leases, ttl))) {
            return CompletableFuture.completedFuture(new Lease(scene.inherited(), null, false));
        }
        // Servers give no less than a second; what shall live less is ended by hand.
        return leases.grant(ttl.isZero() ? Duration.ofSeconds(1) : ttl, dir)
                .thenApply(grant -> new Lease(grant.id(), grant.ttl(), ttl.isZero()));
    }

    private boolean outlivesDirectory(LeaseBook leases, Duration wanted) {
        return scene.inherited() != 0
                && leases.status(scene.inherited()).remaining().compareTo(wanted) < 0;
    }
}
