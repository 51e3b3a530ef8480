package dev.tercet.internal.client;

import dev.tercet.Leases;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Header;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseList;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.engine.Waiting;
import java.time.Duration;

/** Leases over the engine, for callers who wait. */
public final class BlockingLeases implements Leases {
    private final View view;

    public BlockingLeases(View view) {
        this.view = view;
    }

    @Override
    public Leases with(CallOptions options) {
        return new BlockingLeases(view.with(options));
    }

    @Override
    public LeaseGrant grant(Duration ttl) {
        return grant(ttl, 0);
    }

    @Override
    public LeaseGrant grant(Duration ttl, long id) {
        return view.calls().await(LeaseRpcs.GRANT, new LeaseRpcs.Grant(Given.ttlSeconds(ttl), id), view.options());
    }

    @Override
    public Header revoke(long id) {
        return view.calls().await(LeaseRpcs.REVOKE, new LeaseRpcs.Revoke(id), view.options());
    }

    @Override
    public LeaseStatus status(long id) {
        return view.calls().await(LeaseRpcs.TIME_TO_LIVE, new LeaseRpcs.TimeToLive(id, false), view.options());
    }

    @Override
    public LeaseStatus statusWithKeys(long id) {
        return view.namespace()
                .out(view.calls().await(LeaseRpcs.TIME_TO_LIVE, new LeaseRpcs.TimeToLive(id, true), view.options()));
    }

    @Override
    public LeaseList list() {
        return view.calls().await(LeaseRpcs.LEASES, new LeaseRpcs.ListAll(), view.options());
    }

    @Override
    public LeaseRenewal keepAliveOnce(long id) {
        return LeaseKeeping.alive(view.calls().await(LeaseRpcs.RENEW, new LeaseRpcs.Renew(id), view.options()));
    }

    @Override
    public KeptLease keepAlive(long id) {
        return Waiting.on(
                "renew lease " + Long.toHexString(id), Outcome.NOT_APPLIED, () -> LeaseKeeping.keepAlive(view, id));
    }

    @Override
    public KeptLease keep(Duration ttl) {
        return Waiting.on("grant a lease", Outcome.UNKNOWN, () -> LeaseKeeping.keep(view, ttl));
    }
}
