package dev.tercet.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tercet.EtcdClient;
import dev.tercet.connection.Tls;
import dev.tercet.error.EtcdException;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.EtcdV2ClientBuilder;
import dev.tercet.v2.V2Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where TLS was asked for, the first thing that is sent is its greeting, however often the other side hangs up. */
class NeverInTheClearTest {
    /** The type of TLS's handshake records. */
    private static final int HANDSHAKE = 0x16;

    private static final int TRIES = 40;

    private final List<Integer> heard = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(() -> {
            while (!listening.isClosed()) {
                try (Socket client = listening.accept()) {
                    int first = client.getInputStream().read();
                    // Who hangs up without a word, since its time is over, has said nothing in the clear.
                    if (first >= 0) {
                        heard.add(first);
                    }
                } catch (IOException e) {
                    // The client hung up first, or the test is over.
                    continue;
                }
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        listening.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private String at(String before) {
        return before + "127.0.0.1:" + listening.getLocalPort();
    }

    private void onlyTls() {
        assertThat(heard).isNotEmpty().containsOnly(HANDSHAKE);
    }

    @ParameterizedTest
    @CsvSource({"https://, false", "https://, true", "gateway+https://, false", "gateway+https://, true", "'', true"})
    void aSchemeOrCertificatesMeanTls(String scheme, boolean certificates) {
        var builder = EtcdClient.builder()
                .endpoints(at(scheme))
                .credentials("root", "secret")
                .timeout(Duration.ofMillis(500));
        if (certificates) {
            builder.tls(Tls.trusting(TestCertificates.shared().ca()));
        }
        try (EtcdClient etcd = builder.build()) {
            assertThat(catchThrowable(() -> etcd.kv().put("k", "v"))).isInstanceOf(EtcdException.class);
            assertThat(catchThrowable(() -> etcd.kv().get("k"))).isInstanceOf(EtcdException.class);
        }
        onlyTls();
    }

    @ParameterizedTest
    @CsvSource({"https://, false", "https://, true", "'', true"})
    void ofV2Too(String scheme, boolean certificates) {
        askV2(scheme, certificates);
        onlyTls();
    }

    /** As SECURITY.md warns: they may be among others, which a redirect leads to. */
    @Test
    void aPlainEndpointOfV2IsPlainBesideCertificatesToo() {
        askV2("http://", true);
        assertThat(heard).isNotEmpty().doesNotContain(HANDSHAKE);
    }

    private void askV2(String scheme, boolean certificates) {
        EtcdV2ClientBuilder builder = EtcdV2Client.builder()
                .endpoints(at(scheme))
                .credentials("root", "secret")
                .readTimeout(Duration.ofMillis(500))
                .backend(V2Backend.HTTP);
        if (certificates) {
            builder.tls(Tls.trusting(TestCertificates.shared().ca()));
        }
        try (EtcdV2Client v2 = builder.build()) {
            // On a busy machine the time may be over before there was a connection.
            for (int i = 0; i < TRIES && heard.isEmpty(); i++) {
                assertThat(catchThrowable(() -> v2.get("/k"))).isInstanceOf(EtcdException.class);
            }
        }
    }

    @Test
    void certificatesAndAPlainEndpointDoNotGoTogether() {
        for (String scheme : List.of("http://", "gateway+http://")) {
            assertThatThrownBy(() -> EtcdClient.builder()
                            .endpoints(at(scheme))
                            .tls(Tls.system())
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("https://");
        }
        assertThat(heard).isEmpty();
    }
}
