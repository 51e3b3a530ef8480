package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Frames;
import dev.tercet.grpc.support.RawServer;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that left: what the server's last frames say about them. */
class AfterConnectedTest {
    /** What to do once the request's headers are there. */
    private interface Last {
        void frames(OutputStream out, int stream) throws IOException;
    }

    @Test
    void aRefusedStream() throws IOException {
        WireFailure failure = put((out, stream) -> Frames.reset(out, stream, Frames.REFUSED_STREAM));
        assertThat(failure.reach()).isEqualTo(Reach.REFUSED);
        assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
    }

    @Test
    void anAbortedStream() throws IOException {
        WireFailure failure = put((out, stream) -> Frames.reset(out, stream, Frames.INTERNAL_ERROR));
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(failure.message()).contains("INTERNAL_ERROR");
    }

    @ParameterizedTest
    @CsvSource({"0, REFUSED", "11, REFUSED", "1, LOST", "2, LOST"})
    void aGoAwayBelowTheStream(int error, Reach reach) throws IOException {
        WireFailure failure = put((out, stream) -> Frames.goAway(out, 0, error));
        assertThat(failure.reach()).as(failure.message()).isEqualTo(reach);
    }

    @Test
    void aGoAwayAtTheStreamAndThenTheEnd() throws IOException {
        WireFailure failure = put((out, stream) -> Frames.goAway(out, stream, Frames.NO_ERROR));
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
    }

    @Test
    void theConnectionIsCut() throws IOException {
        WireFailure failure = put((out, stream) -> {});
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.code()).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(failure.message()).containsAnyOf("closed the connection", "onnection reset");
    }

    @ParameterizedTest
    @CsvSource({"200, LOST", "404, MISCONFIGURED", "500, LOST"})
    void aWebServersAnswer(int status, Reach reach) throws IOException {
        assertThat(put((out, stream) -> Frames.status(out, stream, status)).reach())
                .isEqualTo(reach);
    }

    /** A proxy that loses the type of what it passes on has passed it on: nobody may say that nothing was done. */
    @Test
    void anAnswerWithoutAType() throws IOException {
        WireFailure failure = put((out, stream) -> {
            Frames.write(out, Frames.HEADERS, 0x4, stream, new byte[] {(byte) 0x88});
            Frames.write(out, Frames.DATA, 0x1, stream, "secret".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.message()).contains("200", "content-type").doesNotContain("secret");
    }

    @Test
    void twoRepliesToOneRequest() throws IOException {
        WireFailure failure = put((out, stream) -> {
            byte[] type = {
                0x0f, 0x10, 16, 'a', 'p', 'p', 'l', 'i', 'c', 'a', 't', 'i', 'o', 'n', '/', 'g', 'r', 'p', 'c'
            };
            byte[] head = new byte[type.length + 1];
            head[0] = (byte) 0x88;
            System.arraycopy(type, 0, head, 1, type.length);
            byte[] status = {0, 11, 'g', 'r', 'p', 'c', '-', 's', 't', 'a', 't', 'u', 's', 1, '0'};
            Frames.write(out, Frames.HEADERS, 0x4, stream, head);
            Frames.write(out, Frames.DATA, 0, stream, new byte[5]);
            Frames.write(out, Frames.DATA, 0, stream, new byte[5]);
            Frames.write(out, Frames.HEADERS, 0x5, stream, status);
        });
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.code()).isEqualTo(StatusCode.INTERNAL);
        assertThat(failure.message()).contains("more than one reply");
    }

    @Test
    void weGiveUp() throws IOException {
        try (RawServer server = silent();
                Transport transport = Wire.to(server.port())) {
            Answer<PutResult> answer = Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"));
            Awaitility.await().until(() -> answer.call().hasLeft());
            answer.call().cancel();
            assertThat(answer.failure().reach()).isEqualTo(Reach.LOST);
            assertThat(answer.failure().code()).isEqualTo(StatusCode.CANCELLED);
        }
    }

    @Test
    void weClose() throws IOException {
        try (RawServer server = silent()) {
            Transport transport = Wire.to(server.port());
            Answer<PutResult> answer = Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"));
            Awaitility.await().until(() -> answer.call().hasLeft());
            transport.close();
            assertThat(answer.failure().reach()).isEqualTo(Reach.LOST);
            assertThat(answer.failure().code()).isEqualTo(StatusCode.UNAVAILABLE);
            assertThat(answer.ends()).isEqualTo(1);
        }
    }

    @Test
    void aCallThatWaitsForItsTurnNeverLeft() throws IOException {
        try (RawServer server = new RawServer(socket -> {
                    InputStream in = socket.getInputStream();
                    Frames.readPreface(in);
                    Frames.settingsWithStreams(socket.getOutputStream(), 1);
                    Frames.readUntil(in, Frames.HEADERS);
                    Frames.readUntil(in, Frames.PING);
                });
                Transport transport = Wire.to(server.port())) {
            Answer<PutResult> first = Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"));
            Awaitility.await().until(() -> first.call().hasLeft());
            Answer<PutResult> second = Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"));
            assertThat(second.isDone()).isFalse();
            server.cut();
            assertThat(first.failure().reach()).isEqualTo(Reach.LOST);
            assertThat(second.failure().reach()).isEqualTo(Reach.NEVER_LEFT);
        }
    }

    private static WireFailure put(Last last) throws IOException {
        try (RawServer server = new RawServer(socket -> {
                    InputStream in = socket.getInputStream();
                    Frames.readPreface(in);
                    Frames.settings(socket.getOutputStream());
                    Frames.Frame headers = Frames.readUntil(in, Frames.HEADERS);
                    last.frames(socket.getOutputStream(), headers.stream());
                    socket.shutdownOutput();
                    RawServer.drain(socket);
                });
                Transport transport = Wire.to(server.port())) {
            Answer<PutResult> answer = Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"));
            WireFailure failure = answer.failure();
            assertThat(answer.call().hasLeft()).isTrue();
            return failure;
        }
    }

    private static RawServer silent() throws IOException {
        return new RawServer(socket -> {
            Frames.readPreface(socket.getInputStream());
            Frames.settings(socket.getOutputStream());
            RawServer.drain(socket);
        });
    }
}
