package dev.tercet.benchmarks.etcdjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseGrantResponse;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import com.ibm.etcd.api.LeaseRevokeRequest;
import com.ibm.etcd.api.LeaseRevokeResponse;
import com.ibm.etcd.client.EtcdClient;
import dev.tercet.benchmarks.BenchClient;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EtcdJavaLeaseTest {
    private final Leases leases = new Leases();
    private final Server server = NettyServerBuilder.forAddress(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(leases)
            .build()
            .start();
    private final EtcdClient client = EtcdClient.forEndpoint("127.0.0.1", server.getPort())
            .withPlainText()
            .build();
    private final Holder holder = new Holder();

    EtcdJavaLeaseTest() throws IOException {}

    @AfterEach
    void close() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void itHasEndedWhenTheServerHasRevokedIt() {
        BenchClient.Lease lease = keep();
        lease.end(holder);

        await().until(() -> !leases.revoking.isEmpty());
        assertThat(holder.ended.get()).as("before the answer").isZero();

        leases.answering = true;
        leases.answer();
        await().until(() -> holder.ended.get() == 1);
        assertThat(holder.lost.get()).isZero();
    }

    @Test
    void oneThatTheServerDoesNotHaveAnyMoreIsLost() {
        keep();
        await().until(() -> leases.renewing != null);

        leases.renewing.onNext(
                LeaseKeepAliveResponse.newBuilder().setID(1).setTTL(0).build());

        await().until(() -> holder.lost.get() == 1);
    }

    private BenchClient.Lease keep() {
        EtcdJavaLease.keep(client.getLeaseClient(), Duration.ofSeconds(60), holder);
        await().until(() -> holder.lease != null);
        return holder.lease;
    }

    private static final class Holder implements BenchClient.Kept, BenchClient.Done {
        private volatile BenchClient.@Nullable Lease lease;
        private final AtomicInteger lost = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        @Override
        public void kept(BenchClient.Lease granted) {
            lease = granted;
        }

        @Override
        public void lost(Throwable failure) {
            lost.incrementAndGet();
        }

        @Override
        public void done(int bytes) {
            ended.incrementAndGet();
        }

        @Override
        public void failed(Throwable failure) {
            failure.printStackTrace();
        }
    }

    /** Answers revocations when it is told to. */
    private static final class Leases extends LeaseGrpc.LeaseImplBase {
        private final Queue<StreamObserver<LeaseRevokeResponse>> revoking = new ConcurrentLinkedQueue<>();
        private volatile boolean answering;
        private volatile @Nullable StreamObserver<LeaseKeepAliveResponse> renewing;

        @Override
        public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> caller) {
            caller.onNext(LeaseGrantResponse.newBuilder()
                    .setID(1)
                    .setTTL(request.getTTL())
                    .build());
            caller.onCompleted();
        }

        @Override
        public void leaseRevoke(LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> caller) {
            revoking.add(caller);
            if (answering) {
                answer();
            }
        }

        void answer() {
            for (StreamObserver<LeaseRevokeResponse> next = revoking.poll(); next != null; next = revoking.poll()) {
                next.onNext(LeaseRevokeResponse.getDefaultInstance());
                next.onCompleted();
            }
        }

        @Override
        public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(StreamObserver<LeaseKeepAliveResponse> caller) {
            renewing = caller;
            return new StreamObserver<>() {
                @Override
                public void onNext(LeaseKeepAliveRequest request) {}

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {
                    caller.onCompleted();
                }
            };
        }
    }
}
