package dev.tercet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.testkit.etcd.Tls;
import dev.tercet.testkit.etcd.Tokens;
import dev.tercet.testkit.tls.TestCertificates;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client with secrets writes, with its logs at their most talkative and its failures printed. */
class SecretsTest {
    private static final List<String> TALKATIVE =
            List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=info", "-Dorg.slf4j.simpleLogger.log.dev.tercet=trace");

    @Test
    void noSecretIsLoggedOrInAFailure() throws IOException, InterruptedException {
        RealTarget target = new RealTarget("newest", 1, Way.GRPC, ViewKind.BLOCKING);
        try (ContractServer server = target.start(
                settings -> settings.withTls(Tls.mutual()).withTokens(Tokens.jwt(Duration.ofMinutes(5))))) {
            server.enableAuth(SecretiveClient.PASSWORD);
            OtherJvm.Ended process = OtherJvm.run(
                    SecretiveClient.class,
                    TALKATIVE,
                    server.endpoints().get(0),
                    TestCertificates.shared().client().store().toString());
            assertThat(process.exitCode()).as(process.output()).isZero();
            assertThat(process.output())
                    .as("that all was heard")
                    .contains("certificates of etcd's servers are not verified")
                    .contains("its listener failed")
                    .contains("invalid user ID or password")
                    .contains("invalid auth token")
                    .contains("user name already exists")
                    .contains("user name not found")
                    .contains("IllegalArgumentException");
            assertThat(process.output())
                    .doesNotContain(SecretiveClient.SECRETS)
                    .doesNotContain(TestCertificates.STORE_PASSWORD)
                    // How every signed token begins.
                    .doesNotContain("eyJ");
        }
    }
}
