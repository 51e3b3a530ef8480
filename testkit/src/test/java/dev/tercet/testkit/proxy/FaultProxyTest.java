package dev.tercet.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {
    private final List<Socket> clients = new ArrayList<>();
    private EchoServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
        proxy = FaultProxy.inFrontOf("127.0.0.1", server.port());
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        proxy.close();
        server.close();
        String mine = "tercet-proxy-" + proxy.port();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith(mine));
    }

    @Test
    void carriesBothWaysAndCounts() throws IOException {
        Socket client = connect();
        assertThat(echoed(client, "hello")).isEqualTo("hello");
        assertThat(proxy.bytesToServer()).isEqualTo(5);
        assertThat(proxy.bytesToClients()).isEqualTo(5);
        assertThat(proxy.connectionsOpened()).isEqualTo(1);
        assertThat(proxy.connectionsAlive()).isEqualTo(1);

        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).isEqualTo(new byte[] {'.'});
        await().until(() -> proxy.connectionsAlive() == 0);
    }

    @Test
    void carriesMoreThanItHolds() throws IOException {
        Socket client = connect();
        byte[] sent = new byte[3_000_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) ((i * 31) >> 3);
        }
        Thread writer = new Thread(() -> {
            try {
                client.getOutputStream().write(sent);
                client.shutdownOutput();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        proxy.delay(Duration.ofMillis(5));
        writer.start();
        byte[] got = client.getInputStream().readAllBytes();
        assertThat(got).hasSize(sent.length + 1).startsWith(sent);
    }

    @Test
    void delaysEachWay() throws IOException {
        Socket client = connect();
        echoed(client, "a");
        proxy.delay(Duration.ofMillis(100));
        long start = System.nanoTime();
        echoed(client, "b");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));

        proxy.delay(Duration.ofDays(1));
        send(client, "c");
        assertSilent(client);
        proxy.restore();
        assertThat(receive(client, 1)).isEqualTo("c");
    }

    @Test
    void throttles() throws IOException {
        Socket client = connect();
        proxy.throttle(20_000);
        long start = System.nanoTime();
        assertThat(echoed(client, "x".repeat(8_000))).hasSize(8_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void cutsWithAReset() throws IOException {
        Socket client = connect();
        echoed(client, "a");
        proxy.cut();
        assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(SocketException.class);
        assertThat(proxy.connectionsAlive()).isZero();
        assertThat(echoed(connect(), "b")).isEqualTo("b");
    }

    @Test
    void cutsInTheMiddleOfAReplyOnce() throws IOException {
        Socket client = connect();
        proxy.cutAfterBytes(3);
        send(client, "abcdef");
        assertThat(receive(client, 3)).isEqualTo("abc");
        assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(SocketException.class);
        assertThat(proxy.bytesToClients()).isEqualTo(3);
        assertThat(echoed(connect(), "abcdef")).isEqualTo("abcdef");
    }

    @Test
    void halfClosesTowardsTheClientOnly() throws IOException {
        Socket client = connect();
        echoed(client, "a");
        proxy.halfClose();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        send(client, "b");
        await().until(() -> proxy.bytesToServer() == 2);
        assertThat(proxy.connectionsAlive()).isEqualTo(1);
    }

    @Test
    void aBlackHoleSwallowsAndRestoringResetsWhoLostBytes() throws IOException {
        Socket loser = connect();
        echoed(loser, "a");
        Socket bystander = connect();
        echoed(bystander, "a");
        proxy.blackHole();
        send(loser, "b");
        assertSilent(loser);
        assertThat(proxy.bytesToServer()).isEqualTo(2);

        proxy.restore();
        assertThatThrownBy(() -> receive(loser, 1)).isInstanceOf(SocketException.class);
        assertThat(echoed(bystander, "c")).isEqualTo("c");
    }

    @Test
    void aBlackHoleOneWayLetsTheServerHear() throws IOException {
        Socket client = connect();
        echoed(client, "a");
        proxy.blackHole(Direction.TO_CLIENT);
        send(client, "b");
        await().until(() -> proxy.bytesToServer() == 2);
        assertSilent(client);
        assertThat(proxy.bytesToClients()).isEqualTo(1);
    }

    @Test
    void aFrozenLineThawsWithoutLoss() throws IOException {
        Socket client = connect();
        echoed(client, "a");
        proxy.freeze();
        send(client, "b");
        assertSilent(client);
        send(client, "c");
        proxy.restore();
        assertThat(receive(client, 2)).isEqualTo("bc");
    }

    @Test
    void acceptsAndNeverConnects() throws IOException {
        Socket old = connect();
        echoed(old, "a");
        proxy.neverConnect();
        Socket client = connect();
        send(client, "b");
        assertSilent(client);
        assertThat(echoed(old, "c")).isEqualTo("c");

        proxy.restore();
        assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(SocketException.class);
        assertThat(echoed(connect(), "d")).isEqualTo("d");
    }

    @Test
    void callsTwiceAndSpeaksOnce() throws IOException {
        Socket old = connect();
        echoed(old, "a");
        proxy.duplicateConnects();
        Socket client = connect();
        assertThat(echoed(client, "bc")).isEqualTo("bc");
        assertThat(proxy.bytesToServer()).isEqualTo(3);
        assertThat(proxy.connectionsOpened()).isEqualTo(2);
        assertThat(proxy.connectionsDoubled()).isEqualTo(1);
        await().until(() -> server.open() == 3);
        assertThat(echoed(old, "d")).isEqualTo("d");

        proxy.restore();
        await().until(() -> server.open() == 2);
        assertThat(echoed(client, "e")).isEqualTo("e");
        assertThat(echoed(connect(), "f")).isEqualTo("f");
        assertThat(proxy.connectionsDoubled()).isEqualTo(1);
    }

    @Test
    void theSecondConnectionEndsWithTheFirst() throws IOException {
        proxy.duplicateConnects();
        Socket client = connect();
        echoed(client, "a");
        await().until(() -> server.open() == 2);
        client.close();
        await().until(() -> server.open() == 0);
        assertThat(proxy.connectionsAlive()).isZero();
    }

    @Test
    void refusesOnTheSamePortAndComesBack() throws IOException {
        Socket live = connect();
        echoed(live, "a");
        proxy.refuse();
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        assertThat(echoed(live, "b")).isEqualTo("b");

        proxy.restore();
        assertThat(echoed(connect(), "c")).isEqualTo("c");
    }

    @Test
    void aDeadServerResetsTheClient() throws IOException {
        server.close();
        Socket client = connect();
        assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(SocketException.class);
        await().until(() -> proxy.connectionsAlive() == 0);
    }

    @Test
    void closesUnderEveryFault() throws IOException {
        Socket client = connect();
        echoed(client, "a");
        proxy.freeze();
        proxy.delay(Duration.ofDays(1));
        send(client, "b");
        proxy.neverConnect();
        connect();
        proxy.close();
        proxy.close();
        assertThat(proxy.connectionsAlive()).isZero();
    }

    @Test
    void nothingComesAfterAHole() throws Exception {
        Line line = new Line();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            Connection connection = new Connection(proxy, line, listener.accept());
            proxy.startThread("pump", () -> connection.run(new InetSocketAddress("127.0.0.1", server.port())));
            assertThat(echoed(client, "before")).isEqualTo("before");
            line.change(faults -> faults.alsoSwallowing(Direction.TO_CLIENT));
            client.getOutputStream().write(1);
            await().until(connection::isHoled);
            // As restore() does before it resets the connection.
            line.heal();
            client.getOutputStream().write(2);
            client.setSoTimeout(200);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            connection.abort();
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        clients.add(client);
        return client;
    }

    private static String echoed(Socket client, String text) throws IOException {
        send(client, text);
        return receive(client, text.length());
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String receive(Socket client, int count) throws IOException {
        client.setSoTimeout(10_000);
        return new String(client.getInputStream().readNBytes(count), StandardCharsets.US_ASCII);
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(100);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }
}
