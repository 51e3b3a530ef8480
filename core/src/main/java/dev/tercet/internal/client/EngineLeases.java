package dev.tercet.internal.client;

import dev.tercet.AsyncLeases;
import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Header;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseList;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.spi.LeaseRpcs;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Leases over the engine. */
public final class EngineLeases implements AsyncLeases {
    private final View view;

    public EngineLeases(View view) {
        this.view = view;
    }

    @Override
    public AsyncLeases with(CallOptions options) {
        return new EngineLeases(view.with(options));
    }

    @Override
    public CompletableFuture<LeaseGrant> grant(Duration ttl) {
        return grant(ttl, 0);
    }

    @Override
    public CompletableFuture<LeaseGrant> grant(Duration ttl, long id) {
        return view.call(LeaseRpcs.GRANT, new LeaseRpcs.Grant(Given.ttlSeconds(ttl), id), view.options());
    }

    @Override
    public CompletableFuture<Header> revoke(long id) {
        return view.call(LeaseRpcs.REVOKE, new LeaseRpcs.Revoke(id), view.options());
    }

    @Override
    public CompletableFuture<LeaseStatus> status(long id) {
        return view.call(LeaseRpcs.TIME_TO_LIVE, new LeaseRpcs.TimeToLive(id, false), view.options());
    }

    @Override
    public CompletableFuture<LeaseStatus> statusWithKeys(long id) {
        Chain<LeaseStatus> status =
                Chain.call(view.calls(), LeaseRpcs.TIME_TO_LIVE, new LeaseRpcs.TimeToLive(id, true), view.options());
        return Delivered.on(view.callbacks(), status.map(view.namespace()::out));
    }

    @Override
    public CompletableFuture<LeaseList> list() {
        return view.call(LeaseRpcs.LEASES, new LeaseRpcs.ListAll(), view.options());
    }

    @Override
    public CompletableFuture<LeaseRenewal> keepAliveOnce(long id) {
        return Delivered.on(view.callbacks(), LeaseKeeping.renew(view, id));
    }

    @Override
    public CompletableFuture<KeptLease> keepAlive(long id) {
        // Somebody else's lease: it is let go, but not revoked.
        return Delivered.on(view.callbacks(), LeaseKeeping.keepAlive(view, id), KeptLease::close);
    }

    @Override
    public CompletableFuture<KeptLease> keep(Duration ttl) {
        return Delivered.on(view.callbacks(), LeaseKeeping.keep(view, ttl), KeptLease::revokeAsync);
    }
}
