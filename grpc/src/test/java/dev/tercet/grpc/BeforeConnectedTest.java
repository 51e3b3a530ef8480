package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Frames;
import dev.tercet.grpc.support.RawServer;
import dev.tercet.grpc.support.Received;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Calls that find no connection: they never left, and say what is wrong with it. */
class BeforeConnectedTest {
    private static final byte[] WEB_PAGE = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    void nobodyListens() throws IOException {
        int port = freePort();
        try (Transport transport = Wire.to(port)) {
            WireFailure failure = get(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
            assertThat(failure.message()).isEqualTo("Connection refused: /127.0.0.1:" + port);

            assertThat(Answer.to(transport, LeaseRpcs.RENEW, new LeaseRpcs.Renew(1))
                            .failure()
                            .message())
                    .isEqualTo(failure.message());
            WatchRpcs.Create create = new WatchRpcs.Create(KeyRange.ALL, 0, Set.of(), false, false, false);
            assertThat(Received.from(transport, WatchRpcs.WATCH, create)
                            .failure()
                            .reach())
                    .isEqualTo(Reach.NEVER_LEFT);
        }
    }

    @Test
    void aNameThatNobodyHas() {
        try (Transport transport = Wire.to(new Endpoint("http", "no-such-host.invalid", 2379), Wire.NO_TLS)) {
            WireFailure failure = get(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(failure.message()).isEqualTo("the host's name does not resolve");
        }
    }

    @Test
    void aNameThatNobodyHasIsNotLogged() {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (String.valueOf(entry.getMessage()).contains("esolve")) {
                    logged.add(entry);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.INFO);
        Logger grpc = Logger.getLogger("io.grpc");
        grpc.addHandler(handler);
        try (Transport transport = Wire.to(new Endpoint("http", "no-such-host.invalid", 2379), Wire.NO_TLS)) {
            for (int i = 0; i < 3; i++) {
                get(transport).failure();
            }
        } finally {
            grpc.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void aNameWithAnUnderscoreIsLookedUpLikeAnyOther() {
        try (Transport transport = Wire.to(new Endpoint("http", "no_such_host.invalid", 2379), Wire.NO_TLS)) {
            WireFailure failure = get(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(failure.message()).isEqualTo("the host's name does not resolve");
        }
    }

    @Test
    void aBlackHoleIsCancelled() throws IOException {
        // Takes the connection and says nothing.
        try (RawServer server = new RawServer(RawServer::drain);
                Transport transport = Wire.to(server.port())) {
            Answer<GetResult> answer = get(transport);
            Awaitility.await().until(() -> server.connections() > 0);
            assertThat(answer.call().hasLeft()).isFalse();
            answer.call().cancel();
            assertThat(answer.failure().reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(answer.failure().code()).isEqualTo(StatusCode.CANCELLED);
            assertThat(answer.ends()).isEqualTo(1);
        }
    }

    @Test
    void thePeerClosesAtOnce() throws IOException {
        try (RawServer server = new RawServer(socket -> {});
                Transport transport = Wire.to(server.port())) {
            WireFailure failure = get(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
            assertThat(failure.message()).containsAnyOf("closed the connection", "onnection reset");
        }
    }

    @Test
    void thePeerClosesAfterThePreface() throws IOException {
        try (RawServer server = new RawServer(socket -> Frames.readPreface(socket.getInputStream()));
                Transport transport = Wire.to(server.port())) {
            WireFailure failure = get(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(failure.message()).containsAnyOf("closed the connection", "onnection reset");
        }
    }

    @Test
    void aWebServer() throws IOException {
        try (RawServer server = new RawServer(socket -> {
                    Frames.readPreface(socket.getInputStream());
                    socket.getOutputStream().write(WEB_PAGE);
                    RawServer.drain(socket);
                });
                Transport transport = Wire.to(server.port())) {
            WireFailure failure = get(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
            assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
            assertThat(failure.message()).contains("speaks no HTTP/2");
        }
    }

    @Test
    void tlsToAPlainPort() throws IOException {
        try (RawServer server = new RawServer(socket -> {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(WEB_PAGE);
                    RawServer.drain(socket);
                });
                Transport transport = Wire.to(new Endpoint("https", "127.0.0.1", server.port()), Wire.NO_TLS)) {
            WireFailure failure = get(transport).failure();
            assertThat(failure.reach()).isEqualTo(Reach.MISCONFIGURED);
            assertThat(failure.message()).contains("speaks no TLS");
        }
    }

    @Test
    void theClientCloses() throws IOException {
        try (RawServer server = new RawServer(RawServer::drain)) {
            Transport transport = Wire.to(server.port());
            Answer<GetResult> answer = get(transport);
            Awaitility.await().until(() -> server.connections() > 0);
            transport.close();
            assertThat(answer.failure().reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(get(transport).failure().reach()).isEqualTo(Reach.NEVER_LEFT);
        }
    }

    private static Answer<GetResult> get(Transport transport) {
        return Answer.to(transport, KvRpcs.RANGE, Get.of("k"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
