package dev.tercet.cli.docs;

import dev.tercet.EtcdClient;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import java.nio.file.Path;
import java.time.Duration;

/** Snippets of clients for clusters that are not here: compiled, not run. */
final class Setups {
    private Setups() {}

    static EtcdClient secured() {
        EtcdClient etcd = EtcdClient.builder()
                .endpoints("https://a.example:2379", "https://b.example:2379", "https://c.example:2379")
                .tls(Tls.trusting(Path.of("ca.pem")).withClientCertificate(Path.of("ann.pem"), Path.of("ann-key.pem")))
                .credentials("ann", "secret")
                .timeout(Duration.ofSeconds(5))
                .build();
        return etcd;
    }

    static EtcdClient discovered() {
        EtcdClient etcd = EtcdClient.builder().srv("example.com").build();
        return etcd;
    }

    static void renamed(EtcdClient etcd) {
        etcd.replaceCredentials(Credentials.of("ann", "another secret"));
    }
}
