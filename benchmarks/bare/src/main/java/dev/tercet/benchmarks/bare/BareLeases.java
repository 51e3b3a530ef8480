package dev.tercet.benchmarks.bare;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Leases on one stream of renewals. Ten times a second a timer sends what is due by then, so that renewals of leases of one time
 * to live go out together.
 *
 * <p>All leases at one time have the same time to live: what was renewed first is due first.
 */
final class BareLeases implements StreamObserver<LeaseKeepAliveResponse> {
    private static final long TICK_MILLIS = 100;

    private final LeaseGrpc.LeaseStub stub;
    private final Queue<Kept> byTime = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "renewals");
        thread.setDaemon(true);
        return thread;
    });
    private final StreamObserver<LeaseKeepAliveRequest> requests;
    // Answers come in the order of the requests.
    private final Queue<Kept> asked = new ConcurrentLinkedQueue<>();

    BareLeases(Channel channel) {
        stub = LeaseGrpc.newStub(channel);
        requests = stub.leaseKeepAlive(this);
        timer.scheduleAtFixedRate(this::renewDue, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void grant(Duration ttl, BenchClient.Kept kept) {
        stub.leaseGrant(LeaseGrantRequest.newBuilder().setTTL(ttl.toSeconds()).build(), new Last<LeaseGrantResponse>() {
            @Override
            void ended(LeaseGrantResponse grant) {
                Kept lease = new Kept(grant.getID(), ttl, kept);
                byTime.add(lease);
                kept.kept(lease);
            }

            @Override
            void failed(Throwable failure) {
                kept.failed(failure);
            }
        });
    }

    private void renewDue() {
        long now = System.nanoTime();
        for (Kept next = byTime.peek(); next != null && now - next.due >= 0; next = byTime.peek()) {
            byTime.remove();
            if (!next.over) {
                asked.add(next);
                requests.onNext(next.request);
            }
        }
    }

    @Override
    public void onNext(LeaseKeepAliveResponse response) {
        Kept lease = asked.remove();
        if (lease.over) {
            return;
        }
        if (response.getID() != lease.request.getID() || response.getTTL() <= 0) {
            lease.kept.failed(new IllegalStateException("not renewed: " + response));
            return;
        }
        lease.renewed();
        byTime.add(lease);
    }

    @Override
    public void onError(Throwable failure) {
        asked.forEach(lease -> lease.kept.failed(failure));
    }

    @Override
    public void onCompleted() {
        onError(new IllegalStateException("the server ended the stream"));
    }

    private final class Kept implements BenchClient.Lease {
        private final LeaseKeepAliveRequest request;
        private final long pause;
        private final BenchClient.Kept kept;
        private volatile long due;
        private volatile boolean over;

        Kept(long id, Duration ttl, BenchClient.Kept kept) {
            request = LeaseKeepAliveRequest.newBuilder().setID(id).build();
            pause = ttl.toNanos() / 3;
            this.kept = kept;
            renewed();
        }

        void renewed() {
            due = System.nanoTime() + pause;
        }

        @Override
        public void end(BenchClient.Done done) {
            over = true;
            stub.leaseRevoke(
                    LeaseRevokeRequest.newBuilder().setID(request.getID()).build(), new Last<LeaseRevokeResponse>() {
                        @Override
                        void ended(LeaseRevokeResponse revoked) {
                            done.done(0);
                        }

                        @Override
                        void failed(Throwable failure) {
                            done.failed(failure);
                        }
                    });
        }
    }

    /** Takes the one answer of a call. */
    private abstract static class Last<T> implements StreamObserver<T> {
        private @Nullable T last;

        abstract void ended(T reply);

        abstract void failed(Throwable failure);

        @Override
        public void onNext(T reply) {
            last = reply;
        }

        @Override
        public void onError(Throwable failure) {
            failed(failure);
        }

        @Override
        public void onCompleted() {
            T reply = last;
            if (reply == null) {
                failed(new IllegalStateException("no answer"));
            } else {
                ended(reply);
            }
        }
    }
}
