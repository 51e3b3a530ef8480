package dev.tercet.grpc.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.testkit.junit.EtcdTest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolverRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The example of docs/recipes/registry.md. */
@EtcdTest(failOnLeaks = false) // gRPC keeps threads for a while.
class ResolverDocTest {
    @Test
    void resolves(EtcdClient etcd) throws InterruptedException {
        EtcdNameResolverProvider provider = EtcdNameResolverProvider.of(etcd);
        NameResolverRegistry.getDefaultRegistry().register(provider);
        ManagedChannel channel = ManagedChannelBuilder.forTarget("etcd:///mail")
                .defaultLoadBalancingPolicy("round_robin")
                .usePlaintext()
                .build();
        assertThatThrownBy(() -> KVGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                        .range(RangeRequest.getDefaultInstance()))
                .hasMessageContaining("no usable address");
        channel.shutdownNow();
        NameResolverRegistry.getDefaultRegistry().deregister(provider);
        assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
}
