package dev.tercet.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.testkit.tls.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ConnectionOptionsTest {
    @Command(name = "probe")
    private static final class Probe {
        @Mixin
        private ConnectionOptions connection;

        private Probe(Map<String, String> environment) {
            connection = new ConnectionOptions(environment);
        }
    }

    private static ConnectionOptions parse(Map<String, String> environment, String... args) {
        Probe probe = new Probe(environment);
        new CommandLine(probe).parseArgs(args);
        return probe.connection;
    }

    private static ConnectionOptions parse(String... args) {
        return parse(Map.of(), args);
    }

    private static void assertWrong(String message, String... args) {
        assertThatThrownBy(() -> parse(args).connect())
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void endpointsComeFromTheCommandLineFirst() {
        Map<String, String> environment = Map.of("ETCD_ENDPOINTS", "one:1,https://two:2");
        try (EtcdClient etcd = parse(environment).connect()) {
            assertThat(etcd.endpoints()).containsExactly("http://one:1", "https://two:2");
        }
        try (EtcdClient etcd =
                parse(environment, "--endpoints", "a:1,b:2", "--endpoints=c:3").connect()) {
            assertThat(etcd.endpoints()).containsExactly("http://a:1", "http://b:2", "http://c:3");
        }
    }

    @Test
    void endpointsMayAskForTheirTransport() {
        try (EtcdClient etcd =
                parse("--endpoints=gateway+http://a:1,b:2,grpc+http://c").connect()) {
            assertThat(etcd.endpoints()).containsExactly("gateway+http://a:1", "http://b:2", "grpc+http://c:2379");
        }
        assertWrong("there is ", "--endpoints=pigeon+http://a:1");
    }

    @Test
    void aClusterMustBeNamed() {
        assertThat(parse().nameCluster()).isFalse();
        assertThat(parse(Map.of("ETCD_ENDPOINTS", " ")).nameCluster()).isFalse();
        assertThat(parse("--discovery-srv", "example.com").nameCluster()).isTrue();
        assertWrong("No cluster named");
    }

    @Test
    void timeoutIsEveryCalls() {
        try (EtcdClient etcd =
                parse("--endpoints=a:1", "--command-timeout=1m30s").connect()) {
            assertThat(etcd.options().timeout()).isEqualTo(Duration.ofSeconds(90));
        }
        assertThatThrownBy(() -> parse("--command-timeout=soon")).isInstanceOf(ParameterException.class);
    }

    @Test
    void whatDoesNotFitTogetherIsWrong() {
        assertWrong("exclude each other", "--endpoints=a:1", "--discovery-srv=example.com");
        assertWrong("needs --discovery-srv", "--endpoints=a:1", "--discovery-srv-name=x");
        assertWrong("--cert and --key", "--endpoints=a:1", "--cert=c.pem");
        assertWrong("--cert and --key", "--endpoints=a:1", "--key=k.pem");
        assertWrong("no name", "--endpoints=a:1", "--user=:secret");
        assertThatThrownBy(() -> parse("--user=ann:secret")
                        .connectTo(EtcdClient.builder().endpoints("a:1")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--endpoints");
    }

    @Test
    void tlsOptionsMeanHttps(@TempDir Path folder) {
        TestCertificates certificates = TestCertificates.create(folder);
        try (EtcdClient etcd = parse(
                        "--endpoints=a:1",
                        "--cacert=" + certificates.ca(),
                        "--cert=" + certificates.client().certificate(),
                        "--key=" + certificates.client().key())
                .connect()) {
            assertThat(etcd.endpoints()).containsExactly("https://a:1");
        }
        assertWrong("missing.pem", "--endpoints=a:1", "--cacert=" + folder.resolve("missing.pem"));
    }
}
