package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.error.ConnectionRejectedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.KeyForm;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.watch.WatchRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        try (Subject etcd = connect(endpoint, tls)) {
            return rejected(etcd, endpoint);
        }
    }

    private EtcdException rejected(Subject etcd, String endpoint) throws Throwable {
        EtcdException[] rejection = new EtcdException[1];
        Expect.within(Duration.ZERO, Duration.ofSeconds(5), () -> {
            EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
            // With TLS 1.3 the server refuses after our side of the handshake, and the reset that follows its refusal
            // may be
            // faster: then it looks like a server that died, and only the next try tells.
            for (int i = 0; i < 50 && looksDead(failure); i++) {
                failure = Expect.failure(() -> etcd.kv().put("k", "v"));
            }
            assertThat(failure.code()).as(failure::toString).isEqualTo(ErrorCode.CONNECTION_REJECTED);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure).hasMessageContaining(endpoint);
            rejection[0] = failure;
        });
        return rejection[0];
    }

    private static boolean looksDead(EtcdException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("Connection reset") || message.contains("closed the connection before it answered");
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
            assertThat(rejected(server.endpoints().get(0), null))
                    .hasMessageContaining("Tls.trusting")
                    .hasMessageNotContaining("PKIX");
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

    // What these two look like may be what a server looks like that is starting or stopping; then they are tried
    // until the deadline, and the failure says what was met.

    @Test
    default void plainTextToATlsPort() throws Throwable {
        try (ContractServer server = tlsServer(dev.tercet.testkit.etcd.Tls.oneWay())) {
            String endpoint = server.endpoints().get(0).replace("https:", "http:");
            assertThat(noConnection(endpoint, null))
                    .containsAnyOf(
                            "speaks TLS, its endpoint begins with https://",
                            "speaks TLS: its endpoint begins with https://",
                            "Connection reset");
        }
    }

    @Test
    default void tlsToAPlainTextPort() throws Throwable {
        requires(Capability.CONNECTION_FAULTS);
        String endpoint = target().sharedEndpoints().get(0).replace("http:", "https:");
        assertThat(noConnection(endpoint, Tls.trusting(certificates().ca())))
                .containsAnyOf("speaks plain text, its endpoint begins with http://", "Connection reset")
                .doesNotContain("io.grpc");
    }

    /** Expects a failure within the deadline that says where, and for certain that nothing was applied; its message. */
    private String noConnection(String endpoint, @Nullable Tls tls) throws Throwable {
        String[] message = new String[1];
        try (Subject etcd = connect(endpoint, tls)) {
            Expect.within(Duration.ZERO, Duration.ofSeconds(4), () -> {
                EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                assertThat(failure.code())
                        .as(failure::toString)
                        .isIn(ErrorCode.CONNECTION_REJECTED, ErrorCode.UNAVAILABLE);
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure).hasMessageContaining(endpoint).hasMessageNotContaining("Channel Pipeline");
                message[0] = failure.getMessage();
            });
        }
        return message[0];
    }

    @Test
    default void aWatchWhereNobodyListens() throws Throwable {
        String endpoint = "http://127.0.0.1:1";
        try (Subject etcd = connect(endpoint, null)) {
            Expect.within(Duration.ZERO, Duration.ofSeconds(4), () -> {
                // Only a caller who waits for the confirmation can be told: the asynchronous form goes on trying.
                EtcdException failure =
                        Expect.failure(() -> etcd.client().watches().open(WatchRequest.of("k")));
                assertThat(failure.code()).as(failure::toString).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(failure.endpoint()).contains(endpoint);
                assertThat(failure)
                        .hasMessageStartingWith("watch \"k\" at " + endpoint + ": not confirmed within 3 s: ");
                assertThat(failure.getMessage()).containsOnlyOnce("watch");
            });
        }
    }

    @Test
    default void certificatesAreReplacedUnderALiveClient(@TempDir Path folder) throws Throwable {
        requires(Capability.CONNECTION_FAULTS);
        Path authority = folder.resolve("ca.pem");
        Path certificate = folder.resolve("client.pem");
        Path key = folder.resolve("client.key");
        replace(certificates().ca(), authority);
        show(certificates().client(), certificate, key);
        Tls tls = Tls.trusting(authority).withClientCertificate(certificate, key);
        try (ContractServer server = tlsServer(dev.tercet.testkit.etcd.Tls.mutual());
                FaultProxy proxy = FaultProxy.inFrontOf(server.endpoints().get(0));
                Subject etcd = connect(proxy.endpoint(), tls)) {
            etcd.kv().put("k", "1");
            aSecondAfterTheHandshake();
            show(certificates().strangerClient(), certificate, key);
            etcd.kv().put("k", "the connection that is there goes on");
            rejectedWhenCut(etcd, proxy);
            show(certificates().client("bob", KeyForm.PKCS8_RSA), certificate, key);
            worksSoon(etcd);

            aSecondAfterTheHandshake();
            replace(certificates().otherCa(), authority);
            rejectedWhenCut(etcd, proxy);
            replace(certificates().ca(), authority);
            worksSoon(etcd);
        }
    }

    /** A failure says whether there was a connection that nobody knew of, younger than the one that was waited with. */
    private void rejectedWhenCut(Subject etcd, FaultProxy proxy) throws Throwable {
        long before = proxy.connectionsOpened();
        int alive = proxy.connectionsAlive();
        proxy.cut();
        try {
            rejected(etcd, proxy.endpoint());
        } catch (AssertionError e) {
            throw new AssertionError(
                    "cut with " + alive + " alive of " + before + " connections, now " + proxy.connectionsAlive()
                            + " of " + proxy.connectionsOpened(),
                    e);
        }
    }

    /** For as long a TLS session may be resumed, which shows no certificate. */
    private static void aSecondAfterTheHandshake() {
        long handshake = System.nanoTime();
        Eventually.await().until(() -> System.nanoTime() - handshake > 1_200_000_000L);
    }

    /** As careful people do: whoever reads the file finds the old one or the new one, and nothing in between. */
    private static void replace(Path by, Path file) throws IOException {
        Path beside = Files.copy(by, file.resolveSibling(file.getFileName() + ".new"));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void show(Identity identity, Path certificate, Path key) throws IOException {
        replace(identity.key(), key);
        replace(identity.certificate(), certificate);
    }

    /** A failure of before the new file may stand in the way of the first calls. */
    private void worksSoon(Subject etcd) {
        Eventually.await("a connection with the new file").until(() -> {
            try {
                etcd.kv().put("k", "v");
                return true;
            } catch (ConnectionRejectedException e) {
                return false;
            }
        });
    }

    @Test
    default void aServerOfAnotherKind() throws Throwable {
        requires(Capability.CONNECTION_FAULTS);
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
        requires(Capability.CONNECTION_FAULTS);
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
                () -> connect("https://127.0.0.1:2379", Tls.trusting(Path.of("/no/such/ca.pem")))
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
