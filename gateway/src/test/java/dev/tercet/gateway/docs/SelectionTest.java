package dev.tercet.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.gateway.GatewayTransport;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import org.junit.jupiter.api.Test;

/** How the page of the gateway says that it is selected. */
class SelectionTest {
    @Test
    void anEndpointAsksForIt() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start();
                EtcdClient etcd = connect("gateway+" + server.endpoint())) {
            etcd.kv().put("greeting", "hello");
            assertThat(etcd.kv().getString("greeting")).contains("hello");
        }
    }

    private static EtcdClient connect(String endpoint) {
        EtcdClient etcd = EtcdClient.connect(endpoint);
        return etcd;
    }

    @Test
    void theBuilderIsGivenIt() {
        try (EtcdClient built = behindAProxy()) {
            assertThat(built.endpoints()).containsExactly("https://etcd.example:443");
        }
    }

    private static EtcdClient behindAProxy() {
        EtcdClient etcd = EtcdClient.builder()
                .endpoints("https://etcd.example:443")
                .transport(GatewayTransport.create()
                        .withMaxConnections(16)
                        .withoutWebSockets()
                        .withProxies(ProxySelector.of(new InetSocketAddress("proxy.example", 3128))))
                .build();
        return etcd;
    }
}
