package dev.tercet.benchmarks.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.benchmarks.BenchClient;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BareLeasesTest {
    private static final Duration TTL = Duration.ofSeconds(1);

    private final Server leases = new Server();
    private final FakeServer server = new FakeServer(leases);
    private final BareLeases client = new BareLeases(server.channel);
    private final Holder holder = new Holder();

    BareLeasesTest() throws IOException {}

    @AfterEach
    void close() throws InterruptedException {
        while (!holder.kept.isEmpty()) {
            end();
        }
        await().until(() -> timers() == 0);
        server.close();
    }

    @Test
    void theTimerGoesWithTheLastLeaseAndComesAgainWithTheNext() throws Exception {
        grant(2);
        await().until(() -> leases.renewals.get() >= 2);
        assertThat(timers()).isEqualTo(1);

        end();
        assertThat(timers()).as("one lease is left").isEqualTo(1);
        end();
        await().until(() -> timers() == 0 && leases.streams.get() == 0);

        leases.renewals.set(0);
        grant(1);
        await().until(() -> leases.renewals.get() >= 1);
        end();
        await().until(() -> timers() == 0);
        assertThat(holder.lost.get()).isZero();
    }

    @Test
    void allLeasesAreLostWithTheStream() {
        grant(3);
        await().until(() -> leases.renewing != null);
        leases.renewing.onCompleted();

        await().until(() -> holder.lost.get() == 3);
    }

    @Test
    void oneThatTheServerDoesNotHaveIsLost() {
        leases.ttl = 0;
        grant(1);

        await().until(() -> holder.lost.get() == 1);
    }

    private void grant(int count) {
        int before = holder.kept.size();
        for (int i = 0; i < count; i++) {
            client.grant(TTL, holder);
        }
        await().until(() -> holder.kept.size() == before + count);
    }

    private void end() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        holder.kept.remove().end(new BenchClient.Done() {
            @Override
            public void done(int bytes) {
                ended.countDown();
            }

            @Override
            public void failed(Throwable failure) {}
        });
        ended.await();
    }

    private static long timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("renewals"))
                .count();
    }

    private static final class Holder implements BenchClient.Kept {
        private final Queue<BenchClient.Lease> kept = new ConcurrentLinkedQueue<>();
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void kept(BenchClient.Lease lease) {
            kept.add(lease);
        }

        @Override
        public void failed(Throwable failure) {}

        @Override
        public void lost(Throwable failure) {
            lost.incrementAndGet();
        }
    }

    private static final class Server extends LeaseGrpc.LeaseImplBase {
        private final AtomicLong ids = new AtomicLong();
        private final AtomicInteger renewals = new AtomicInteger();
        private final AtomicInteger streams = new AtomicInteger();
        private volatile @Nullable StreamObserver<LeaseKeepAliveResponse> renewing;
        private volatile long ttl = 1;

        @Override
        public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> caller) {
            caller.onNext(LeaseGrantResponse.newBuilder()
                    .setID(ids.incrementAndGet())
                    .setTTL(1)
                    .build());
            caller.onCompleted();
        }

        @Override
        public void leaseRevoke(LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> caller) {
            caller.onNext(LeaseRevokeResponse.getDefaultInstance());
            caller.onCompleted();
        }

        @Override
        public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(StreamObserver<LeaseKeepAliveResponse> caller) {
            streams.incrementAndGet();
            renewing = caller;
            return new StreamObserver<>() {
                @Override
                public void onNext(LeaseKeepAliveRequest request) {
                    caller.onNext(LeaseKeepAliveResponse.newBuilder()
                            .setID(request.getID())
                            .setTTL(ttl)
                            .build());
                    renewals.incrementAndGet();
                }

                @Override
                public void onError(Throwable failure) {
                    streams.decrementAndGet();
                }

                @Override
                public void onCompleted() {
                    caller.onCompleted();
                }
            };
        }
    }
}
