package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Put;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Leases: granted, renewed, revoked, kept alive, and left to expire. */
final class LeaseSteps {
    /** Longer than any tour. */
    static final Duration LONG = Duration.ofMinutes(1);

    /** As short as a server may allow. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** What a server may take beyond a lease's end to notice it. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Scene scene;
    private final EtcdClient etcd;
    private long lease;

    LeaseSteps(Scene scene) {
        this.scene = scene;
        this.etcd = scene.etcd();
    }

    List<Step> steps() {
        return List.of(
                new Step("lease", this::grant),
                new Step("lease status", this::status),
                new Step("renew", this::renew),
                new Step("revoke", this::revoke),
                new Step("keep and expire", this::keepAndExpire));
    }

    private Line grant() {
        LeaseGrant grant = scene.owning(etcd.leases().grant(LONG));
        lease = grant.id();
        Expect.that(grant.ttl().compareTo(LONG) >= 0, "at least " + LONG.toSeconds() + " s", grant.ttl());
        etcd.kv().put(Put.of("session/ann", "here").withLease(lease));
        long hangsOn =
                Expect.present("session/ann", etcd.kv().get("session/ann")).lease();
        Expect.equal("lease of session/ann", lease, hangsOn);
        return Line.of(Long.toHexString(lease) + " for " + grant.ttl().toSeconds() + " s, with session/ann on it");
    }

    private Line status() {
        LeaseStatus status = etcd.leases().statusWithKeys(lease);
        Expect.equal("keys on the lease", List.of(Bytes.of("session/ann")), status.keys());
        Expect.that(status.isAlive(), "a lease alive", status);
        Expect.that(
                status.remaining().compareTo(status.granted()) <= 0,
                "no more left than " + status.granted().toSeconds() + " s",
                status.remaining());
        return Line.of(status.remaining().toSeconds() + " s of "
                + status.granted().toSeconds() + " s left, and session/ann hangs on it");
    }

    private Line renew() {
        Duration ttl = etcd.leases().keepAliveOnce(lease).ttl();
        Expect.that(ttl.compareTo(LONG) >= 0, "at least " + LONG.toSeconds() + " s", ttl);
        return Line.of("once: " + ttl.toSeconds() + " s again");
    }

    private Line revoke() {
        long revision = etcd.leases().revoke(lease).revision();
        Expect.that(etcd.kv().get("session/ann").isEmpty(), "session/ann gone", "session/ann");
        Expect.that(!etcd.leases().status(lease).isAlive(), "the lease gone", "the lease");
        return Line.atRevision(revision, "session/ann goes with its lease");
    }

    // Both leases are as long, and the kept one is the older: that it is there when the other has
    // expired shows that it was renewed.
    private Line keepAndExpire() {
        KeptLease kept = scene.owning(etcd.leases().keep(SHORT));
        LeaseGrant left = scene.owning(etcd.leases().grant(SHORT));
        long begin = System.nanoTime();
        Signals sessions = new Signals(
                scene.owning(etcd.watches().open(WatchRequest.prefix("session/").withPrevious())));
        etcd.kv().put(Put.of("session/bob", "renewed").withLease(kept.id()));
        etcd.kv().put(Put.of("session/cid", "left alone").withLease(left.id()));
        sessions.next("a put of session/bob");
        sessions.next("a put of session/cid");

        WatchEvent event = sessions.next("a delete of session/cid", left.ttl().plus(GRACE));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Expect.that(event.isDelete(), "a delete", event);
        Expect.equal("key", "session/cid", event.kv().keyText());
        Expect.present("session/bob", etcd.kv().get("session/bob"));
        Expect.that(etcd.leases().status(kept.id()).isAlive(), "the kept lease alive", kept.state());
        kept.revoke();
        String seconds = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        return Line.of("after " + seconds + " session/cid is gone; session/bob, kept alive, is not");
    }
}
