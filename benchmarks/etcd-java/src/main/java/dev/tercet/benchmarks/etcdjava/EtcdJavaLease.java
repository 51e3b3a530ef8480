package dev.tercet.benchmarks.etcdjava;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import com.ibm.etcd.client.lease.LeaseClient;
import com.ibm.etcd.client.lease.PersistentLease;
import com.ibm.etcd.client.lease.PersistentLease.LeaseState;
import dev.tercet.benchmarks.BenchClient;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A lease that etcd-java keeps alive. */
final class EtcdJavaLease implements BenchClient.Lease, FutureCallback<Long>, StreamObserver<LeaseState> {
    private static final int LEAST_PAUSE = 4;
    private static final int LEAST_LEFT = 2;

    private final LeaseClient leases;
    private final PersistentLease lease;
    private final BenchClient.Kept kept;
    private volatile BenchClient.@Nullable Done ending;

    private EtcdJavaLease(LeaseClient leases, Duration ttl, BenchClient.Kept kept) {
        this.leases = leases;
        this.kept = kept;
        int pause = Math.max(LEAST_PAUSE, (int) ttl.toSeconds() / 3);
        int left = Math.max(LEAST_LEFT, (int) ttl.toSeconds() - pause);
        lease = leases.maintain().minTtl(left).keepAliveFreq(pause).start(this);
    }

    /** Its time to live is the sum of the time between renewals and of what is left then; both have a least. */
    static void keep(LeaseClient leases, Duration ttl, BenchClient.Kept kept) {
        EtcdJavaLease lease = new EtcdJavaLease(leases, ttl, kept);
        Futures.addCallback(lease.lease, lease, MoreExecutors.directExecutor());
    }

    @Override
    public void onSuccess(Long id) {
        kept.kept(this);
    }

    @Override
    public void onFailure(Throwable failure) {
        kept.failed(failure);
    }

    /** It asks for another lease in place of one that it has lost, and says no more than this. */
    @Override
    public void onNext(LeaseState state) {
        BenchClient.Done done = ending;
        if (state == LeaseState.CLOSED && done != null) {
            revoke(done);
        } else if (state == LeaseState.CLOSED || state == LeaseState.EXPIRED) {
            kept.lost(new IllegalStateException("the lease is " + state));
        }
    }

    @Override
    public void onError(Throwable failure) {
        kept.lost(failure);
    }

    @Override
    public void onCompleted() {}

    @Override
    public void end(BenchClient.Done done) {
        ending = done;
        try {
            lease.close();
        } catch (IOException e) {
            done.failed(e);
        }
    }

    /** Closed, it has it revoked by itself, and tells nobody of the end of that; this one is answered when it has gone. */
    private void revoke(BenchClient.Done done) {
        EtcdJavaClient.tell(leases.revoke(lease.getLeaseId(), true), done, revoked -> 0);
    }
}
