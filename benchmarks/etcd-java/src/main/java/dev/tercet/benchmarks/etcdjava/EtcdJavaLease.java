package dev.tercet.benchmarks.etcdjava;

import com.google.common.util.concurrent.MoreExecutors;
import com.ibm.etcd.client.lease.LeaseClient;
import com.ibm.etcd.client.lease.PersistentLease;
import dev.tercet.benchmarks.BenchClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** A lease that etcd-java keeps alive. */
final class EtcdJavaLease implements BenchClient.Lease {
    private static final int LEAST_PAUSE = 4;
    private static final int LEAST_LEFT = 2;

    private final PersistentLease lease;

    private EtcdJavaLease(PersistentLease lease) {
        this.lease = lease;
    }

    /** Its time to live is the sum of the time between renewals and of what is left then; both have a least. */
    static void keep(LeaseClient leases, Duration ttl, BenchClient.Kept kept) {
        int pause = Math.max(LEAST_PAUSE, (int) ttl.toSeconds() / 3);
        int left = Math.max(LEAST_LEFT, (int) ttl.toSeconds() - pause);
        PersistentLease lease =
                leases.maintain().minTtl(left).keepAliveFreq(pause).start();
        lease.addListener(() -> started(lease, kept), MoreExecutors.directExecutor());
    }

    private static void started(PersistentLease lease, BenchClient.Kept kept) {
        try {
            lease.get();
            kept.kept(new EtcdJavaLease(lease));
        } catch (ExecutionException | InterruptedException e) {
            kept.failed(e);
        }
    }

    @Override
    public void end(BenchClient.Done done) {
        try {
            lease.close();
            done.done(0);
        } catch (IOException e) {
            done.failed(e);
        }
    }
}
