package dev.tercet.benchmarks.jetcd;

import dev.tercet.benchmarks.BenchClient;
import io.etcd.jetcd.Lease;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.etcd.jetcd.support.CloseableClient;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** A lease that jetcd keeps alive. */
final class JetcdLease implements BenchClient.Lease, StreamObserver<LeaseKeepAliveResponse> {
    private final Lease leases;
    private final long id;
    private final BenchClient.Kept kept;
    private final CloseableClient keeping;
    private volatile boolean over;

    private JetcdLease(Lease leases, long id, BenchClient.Kept kept) {
        this.leases = leases;
        this.id = id;
        this.kept = kept;
        keeping = leases.keepAlive(id, this);
    }

    static void grant(Lease leases, Duration ttl, BenchClient.Kept kept) {
        leases.grant(ttl.toSeconds()).whenComplete((grant, failure) -> {
            if (failure != null) {
                kept.failed(failure);
            } else {
                kept.kept(new JetcdLease(leases, grant.getID(), kept));
            }
        });
    }

    @Override
    public void onNext(LeaseKeepAliveResponse response) {}

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            kept.lost(failure);
        }
    }

    @Override
    public void onCompleted() {
        onError(new IllegalStateException("not kept alive any more"));
    }

    @Override
    public void end(BenchClient.Done done) {
        over = true;
        keeping.close();
        leases.revoke(id).whenComplete((revoked, failure) -> {
            if (failure != null) {
                done.failed(failure);
            } else {
                done.done(0);
            }
        });
    }
}
