package dev.tercet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EmbeddedPagesTest {
    @Test
    void metricsTellWhatWasDone() throws IOException {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
                EtcdClient client = etcd.client()) {
            client.kv().put("a", "1");
            client.kv().get("a");
            client.kv().delete("a");
            client.kv().txn(Txn.when().then(Put.of("b", "2"), Put.of("c", "3")));

            assertThat(page(etcd, "/metrics", 200).lines())
                    .contains(
                            "etcd_server_has_leader 1",
                            "etcd_server_leader_changes_seen_total 1",
                            "etcd_server_version{server_version=\"3.7.3\"} 1",
                            "etcd_mvcc_put_total 3",
                            "etcd_mvcc_range_total 1",
                            "etcd_mvcc_delete_total 1",
                            "etcd_mvcc_txn_total 1",
                            "etcd_debugging_mvcc_keys_total 2",
                            "etcd_debugging_mvcc_current_revision 4",
                            "etcd_debugging_mvcc_compact_revision -1");

            etcd.reset();
            assertThat(page(etcd, "/metrics", 200).lines())
                    .contains("etcd_mvcc_put_total 0", "etcd_debugging_mvcc_current_revision 1");
        }
    }

    @Test
    void aMemberWithoutALeaderIsNotHealthy() throws IOException {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start()) {
            etcd.faults().loseLeader();

            assertThat(page(etcd, "/health", 503)).contains("{\"health\":\"false\",\"reason\":\"RAFT NO LEADER\"}");
            assertThat(page(etcd, "/health?serializable=true", 200)).contains("\"true\"");
            assertThat(page(etcd, "/readyz", 503)).contains("[-]linearizable_read failed: etcdserver: no leader");
            assertThat(page(etcd, "/metrics", 200).lines()).contains("etcd_server_has_leader 0");

            etcd.faults().electLeader();
            assertThat(page(etcd, "/health", 200)).contains("\"true\"");
            assertThat(page(etcd, "/metrics", 200).lines()).contains("etcd_server_leader_changes_seen_total 2");
        }
    }

    @Test
    void theVersionIsTheOneThatWasSet() throws IOException {
        try (EmbeddedEtcd etcd =
                EmbeddedEtcd.builder().port(0).version("3.5.30").start()) {
            assertThat(page(etcd, "/version", 200)).isEqualTo("{\"etcdserver\":\"3.5.30\",\"etcdcluster\":\"3.5.0\"}");
        }
    }

    // The JDK's old client: it starts no threads.
    private static String page(EmbeddedEtcd etcd, String path, int status) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(etcd.endpoint() + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setReadTimeout(10_000);
        assertThat(connection.getResponseCode()).as(path).isEqualTo(status);
        try (InputStream body = status == 200 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
