package dev.tercet.benchmarks.bare;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One stream of renewals. Ten times a second a timer sends what is due by then, so that renewals of leases of one time to live go out
 * together.
 *
 * <p>All leases at one time have the same time to live: what was renewed first is due first.
 */
final class BareRenewals implements StreamObserver<LeaseKeepAliveResponse> {
    private static final long TICK_MILLIS = 100;

    private final Queue<Renewed> byTime = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "renewals");
        thread.setDaemon(true);
        return thread;
    });
    private final StreamObserver<LeaseKeepAliveRequest> requests;
    // Answers come in the order of the requests.
    private final Queue<Renewed> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    BareRenewals(LeaseGrpc.LeaseStub stub) {
        requests = stub.leaseKeepAlive(this);
        timer.scheduleAtFixedRate(this::renewDue, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Renews a lease from now on, and tells if it is lost. */
    Renewed renew(long id, Duration ttl, BenchClient.Kept kept) {
        Renewed lease = new Renewed(id, ttl, kept);
        byTime.add(lease);
        return lease;
    }

    private void renewDue() {
        long now = System.nanoTime();
        for (Renewed next = byTime.peek(); next != null && now - next.due >= 0; next = byTime.peek()) {
            byTime.remove();
            if (!next.over) {
                asked.add(next);
                requests.onNext(next.request);
            }
        }
    }

    @Override
    public void onNext(LeaseKeepAliveResponse response) {
        Renewed lease = asked.remove();
        if (response.getID() != lease.id() || response.getTTL() <= 0) {
            lease.lost(new IllegalStateException("not renewed: " + response));
        } else if (!lease.over) {
            lease.renewed();
            byTime.add(lease);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!closed) {
            asked.forEach(lease -> lease.lost(failure));
            byTime.forEach(lease -> lease.lost(failure));
        }
    }

    @Override
    public void onCompleted() {
        onError(new IllegalStateException("the server ended the stream"));
    }

    /** Renews no more: there is nothing left to renew. */
    void close() {
        closed = true;
        timer.shutdownNow();
        requests.onError(Status.CANCELLED.asException());
    }

    /** A lease that is renewed. */
    static final class Renewed {
        private final LeaseKeepAliveRequest request;
        private final long pause;
        private final BenchClient.Kept kept;
        private volatile long due;
        private volatile boolean over;

        private Renewed(long id, Duration ttl, BenchClient.Kept kept) {
            request = LeaseKeepAliveRequest.newBuilder().setID(id).build();
            pause = ttl.toNanos() / 3;
            this.kept = kept;
            renewed();
        }

        long id() {
            return request.getID();
        }

        private void renewed() {
            due = System.nanoTime() + pause;
        }

        private void lost(Throwable failure) {
            if (!over) {
                kept.lost(failure);
            }
        }

        /** Renews it no more. */
        void end() {
            over = true;
        }
    }
}
