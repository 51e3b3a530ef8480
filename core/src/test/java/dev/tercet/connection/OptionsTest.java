package dev.tercet.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void secretsAreNotShown() {
        assertThat(Credentials.of("root", "secret")).hasToString("user root");
        assertThat(Credentials.ofToken("secret").toString()).doesNotContain("secret");
        Tls tls = Tls.system().withClientStore(Path.of("store.p12"), "secret");
        assertThat(tls.toString()).doesNotContain("secret");
        assertThat(tls.identity().orElseThrow().toString())
                .contains("store.p12")
                .doesNotContain("secret");
    }

    @Test
    void credentialsCheckTheirParts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.of("", "p"))
                .withMessage("user is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.ofToken(""))
                .withMessage("token is empty");
    }

    @Test
    void tlsKeepsWhatWasSet() {
        Tls tls = Tls.trusting(Path.of("ca.pem"))
                .withClientCertificate(Path.of("me.pem"), Path.of("me.key"))
                .withServerName("etcd")
                .withoutVerification();

        assertThat(tls.authorities()).contains(Path.of("ca.pem"));
        assertThat(tls.identity()).contains(new Tls.PemIdentity(Path.of("me.pem"), Path.of("me.key")));
        assertThat(tls.serverName()).contains("etcd");
        assertThat(tls.isVerifying()).isFalse();
        assertThat(Tls.system().isVerifying()).isTrue();
        assertThat(Tls.system().authorities()).isEmpty();
    }

    @Test
    void optionsKeepWhatWasSet() {
        CallOptions options = CallOptions.DEFAULT.retryingWrites().withTimeout(Duration.ofSeconds(3));

        assertThat(options.retriesWrites()).isTrue();
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(CallOptions.DEFAULT.retriesWrites()).isFalse();
        assertThat(CallOptions.DEFAULT.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options).hasToString("CallOptions[timeout=PT3S, retryingWrites=true]");
        assertThat(CallOptions.DEFAULT.maxReplyBytes()).isEqualTo(Integer.MAX_VALUE);
        assertThat(options.withMaxReplyBytes(5).retryingWrites().withTimeout(Duration.ofSeconds(3)))
                .hasToString("CallOptions[timeout=PT3S, retryingWrites=true, maxReplyBytes=5]");
        assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxReplyBytes(0));
    }

    @Test
    void aTimeoutIsMoreThanZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.DEFAULT.withTimeout(Duration.ZERO))
                .withMessage("timeout must be more than zero, not PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.DEFAULT.withTimeout(Duration.ofMillis(-1)));
    }
}
