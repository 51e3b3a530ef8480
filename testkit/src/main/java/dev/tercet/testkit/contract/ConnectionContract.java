package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.KeyForm;
import dev.tercet.testkit.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Connections that work, and connections that cannot be made as configured: each is told, typed, with its endpoint, and soon.
 *
 * @since 0.1
 */
public interface ConnectionContract extends Contract {
    private TestCertificates certificates() {
        return TestCertificates.shared();
    }

    private ContractServer tlsServer(dev.tercet.testkit.etcd.Tls tls) {
        requires(Capability.TLS);
        return start(settings -> settings.withTls(tls));
    }

    private Subject connect(String endpoint, @Nullable Tls tls) {
        return connect(List.of(endpoint), b -> {
            b.timeout(Duration.ofSeconds(3));
            return tls == null ? b : b.tls(tls);
        });
    }

    private void works(String endpoint, Tls tls) {
        try (Subject etcd = connect(endpoint, tls)) {
            etcd.kv().put("k", "v");
            assertThat(etcd.kv().getString("k")).contains("v");
        }
    }

    /** Expects that the connection is rejected as such, within the deadline. */
    private EtcdException rejected(String endpoint, @Nullable Tls tls) throws Throwable {
        EtcdException[] rejection = new EtcdException[1];
        try (Subject etcd = connect(endpoint, tls)) {
            Expect.within(Duration.ZERO, Duration.ofSeconds(5), () -> {
                EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                assertThat(failure.code()).as(failure::toString).isEqualTo(ErrorCode.CONNECTION_REJECTED);
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure).hasMessageContaining(endpoint);
                rejection[0] = failure;
            });
        }
        return rejection[0];
    }

    @Test
    default void anAuthorityInAFileIsTrusted() {
        try (ContractServer server = tlsServer(dev.tercet.testkit.etcd.Tls.oneWay())) {
            works(server.endpoints().get(0), Tls.trusting(certificates().ca()));
        }
    }

    @Test
    default void clientCertificatesInAllTheirForms() {
        try (ContractServer server = tlsServer(dev.tercet.testkit.etcd.Tls.mutual())) {
            Tls tls = Tls.trusting(certificates().ca());
            for (KeyForm form : KeyForm.values()) {
                Identity client = certificates().client("ann", form);
                works(server.endpoints().get(0), tls.withClientCertificate(client.certificate(), client.key()));
            }
            Identity client = certificates().client();
            works(server.endpoints().get(0), tls.withClientStore(client.store(), TestCertificates.STORE_PASSWORD));
        }
    }

    @Test
    default void aServersNameCanBeGivenAndVerificationBeTurnedOff() throws Throwable {
        Identity elsewhere = certificates().wrongHostServer();
        try (ContractServer server =
                tlsServer(dev.tercet.testkit.etcd.Tls.oneWay().withServer(elsewhere))) {
            String endpoint = server.endpoints().get(0);
            Tls tls = Tls.trusting(certificates().ca());
            rejected(endpoint, tls);
            works(endpoint, tls.withServerName("elsewhere.invalid"));
            works(endpoint, Tls.system().withoutVerification());
        }
    }

    @Test
    default void anAuthorityThatNobodyTrusts() throws Throwable {
        try (ContractServer server = tlsServer(dev.tercet.testkit.etcd.Tls.oneWay())) {
            rejected(server.endpoints().get(0), Tls.trusting(certificates().otherCa()));
            rejected(server.endpoints().get(0), null);
        }
    }

    @Test
    default void aCertificateThatRanOut() throws Throwable {
        dev.tercet.testkit.etcd.Tls tls =
                dev.tercet.testkit.etcd.Tls.oneWay().withServer(certificates().expiredServer());
        try (ContractServer server = tlsServer(tls)) {
            EtcdException failure = rejected(
                    server.endpoints().get(0), Tls.trusting(certificates().ca()));
            assertThat(failure.getMessage()).containsIgnoringCase("expired");
        }
    }

    @Test
    default void aClientCertificateThatIsMissingOrStrange() throws Throwable {
        try (ContractServer server = tlsServer(dev.tercet.testkit.etcd.Tls.mutual())) {
            Tls tls = Tls.trusting(certificates().ca());
            rejected(server.endpoints().get(0), tls);
            Identity stranger = certificates().strangerClient();
            rejected(server.endpoints().get(0), tls.withClientCertificate(stranger.certificate(), stranger.key()));
        }
    }

    // What these two look like is what a server looks like that is starting or stopping, so they are tried until the
    // deadline.

    @Test
    default void plainTextToATlsPort() throws Throwable {
        try (ContractServer server = tlsServer(dev.tercet.testkit.etcd.Tls.oneWay())) {
            noConnection(server.endpoints().get(0).replace("https:", "http:"), null);
        }
    }

    @Test
    default void tlsToAPlainTextPort() throws Throwable {
        requires(Capability.CONNECTION_FAULTS);
        noConnection(
                target().sharedEndpoints().get(0).replace("http:", "https:"),
                Tls.trusting(certificates().ca()));
    }

    /** Expects a failure within the deadline that says where, and for certain that nothing was applied. */
    private void noConnection(String endpoint, @Nullable Tls tls) throws Throwable {
        try (Subject etcd = connect(endpoint, tls)) {
            Expect.within(Duration.ZERO, Duration.ofSeconds(5), () -> {
                EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                assertThat(failure.code())
                        .as(failure::toString)
                        .isIn(ErrorCode.CONNECTION_REJECTED, ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure).hasMessageContaining(endpoint).hasMessageNotContaining("Channel Pipeline");
            });
        }
    }

    @Test
    default void aServerOfAnotherKind() throws Throwable {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
        try {
            rejected("http://127.0.0.1:" + web.getAddress().getPort(), null);
        } finally {
            web.stop(0);
        }
    }

    @Test
    default void aServerThatSpeaksFirst() throws Throwable {
        try (ServerSocket mail = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(mail), "greeter");
            greeter.setDaemon(true);
            greeter.start();
            rejected("http://127.0.0.1:" + mail.getLocalPort(), null);
        }
    }

    private static void greet(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The client hung up, or the test is over: the loop's condition tells.
            }
        }
    }

    @Test
    default void aHostWithoutAddress() throws Throwable {
        try (Subject etcd = connect("http://no-such-host.invalid:2379", null)) {
            Expect.within(Duration.ZERO, Duration.ofSeconds(6), () -> {
                EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                assertThat(failure.code())
                        .isIn(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT, ErrorCode.CONNECTION_REJECTED);
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure).hasMessageContaining("no-such-host.invalid");
            });
        }
    }

    @Test
    default void aFileThatIsNotThereIsFoundWhenTheClientIsBuilt() {
        Expect.badArgument(
                () -> connect("https://127.0.0.1:2379", Tls.trusting(java.nio.file.Path.of("/no/such/ca.pem")))
                        .close(),
                "/no/such/ca.pem");
    }

    @Test
    default void aUserWhereThereAreNone() {
        try (Subject etcd =
                connect(target().sharedEndpoints(), b -> b.credentials(Credentials.of("nobody", "nothing")))) {
            etcd.kv().put(fresh(), "authentication is off, so the user does not matter");
        }
    }
}
