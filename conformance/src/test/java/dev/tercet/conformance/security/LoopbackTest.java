package dev.tercet.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What listens for tests, or for a try, without a password and without TLS, can be reached from this machine alone. */
class LoopbackTest {
    @Test
    void nobodyElseCanReachWhatListensForTests() throws Exception {
        List<InetAddress> others = others();
        try (ServerSocket everywhere = new ServerSocket(0)) {
            // That it would be seen if one listened on all of them.
            for (InetAddress other : others) {
                connect(other, everywhere.getLocalPort());
            }
        }
        try (EmbeddedEtcd embedded = EmbeddedEtcd.builder().port(0).start();
                ScriptedServer grpc = ScriptedServer.start();
                ScriptedHttp http = ScriptedHttp.start();
                FaultProxy proxy = FaultProxy.inFrontOf(embedded.endpoint())) {
            for (String endpoint : List.of(embedded.endpoint(), grpc.endpoint(), http.endpoint(), proxy.endpoint())) {
                URI at = URI.create(endpoint);
                connect(InetAddress.getByName(at.getHost()), at.getPort());
                for (InetAddress other : others) {
                    assertThatThrownBy(() -> connect(other, at.getPort()))
                            .as(endpoint + " at " + other)
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    /** Addresses under which others know this machine; and one that only it has, but that is none to listen at either. */
    private static List<InetAddress> others() throws IOException {
        List<InetAddress> all = new ArrayList<>(NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList());
        if (System.getProperty("os.name").equals("Linux")) {
            // Not every machine has another, such as one in a sandbox.
            all.add(InetAddress.getByName("127.0.0.2"));
        }
        Assumptions.assumeFalse(all.isEmpty(), "this machine has no address but the loopback's");
        return all;
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Objects.requireNonNull(address), port), 5_000);
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
