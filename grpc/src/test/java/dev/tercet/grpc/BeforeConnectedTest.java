package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class BeforeConnectedTest {
    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (Transport transport = Wire.to(port)) {
            WireFailure failure =
                    Answer.to(transport, KvRpcs.RANGE, Get.of("k")).failure();
            assertThat(failure.reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
            assertThat(failure.message()).isEqualTo("Connection refused: /127.0.0.1:" + port);
        }
    }

    @Test
    void aBlackHoleIsCancelled() throws IOException {
        // Takes the connection and says nothing.
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Transport transport = Wire.to(socket.getLocalPort())) {
            Answer<GetResult> answer = Answer.to(transport, KvRpcs.RANGE, Get.of("k"));
            socket.accept();
            assertThat(answer.call().hasLeft()).isFalse();
            answer.call().cancel();
            assertThat(answer.failure().reach()).isEqualTo(Reach.NEVER_LEFT);
            assertThat(answer.failure().code()).isEqualTo(StatusCode.CANCELLED);
        }
    }
}
