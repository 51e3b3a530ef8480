package dev.tercet.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.connection.Endpoint;
import dev.tercet.grpc.support.Answer;
import dev.tercet.grpc.support.Scripted;
import dev.tercet.grpc.support.Wire;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.ReplyTooLargeException;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import io.grpc.Status;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says, and what it says that cannot be taken. */
class AnswersTest {
    private static final int LIMIT = 100_000;

    private Scripted server;
    private Transport transport;

    @BeforeEach
    void start() throws IOException {
        server = Scripted.start();
        TransportSettings usual = Wire.settings(Wire.NO_TLS);
        transport = new GrpcTransportProvider()
                .open(
                        new Endpoint("http", "127.0.0.1", server.port()),
                        new TransportSettings(
                                usual.tls(),
                                usual.connectTimeout(),
                                usual.keepAliveTime(),
                                usual.keepAliveTimeout(),
                                LIMIT,
                                usual.timer()));
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etcdserver: request timed out",
                "RST_STREAM closed stream. HTTP/2 error code: REFUSED_STREAM",
                "Abrupt GOAWAY closed sent stream. HTTP/2 error code: NO_ERROR",
                "Keepalive failed. The connection is likely gone",
                "io exception"
            })
    void aServersWordsAreTheServersWhateverTheySay(String words) {
        server.onPut((request, down) ->
                down.onError(Status.UNAVAILABLE.withDescription(words).asRuntimeException()));
        assertThat(put().failure()).isEqualTo(new WireFailure(StatusCode.UNAVAILABLE, words, Reach.ANSWERED, null));
    }

    @Test
    void everyCodeIsItself() {
        for (Status.Code code : Status.Code.values()) {
            if (code != Status.Code.OK) {
                server.onPut((request, down) -> down.onError(code.toStatus().asRuntimeException()));
                WireFailure failure = put().failure();
                assertThat(failure.code().name()).isEqualTo(code.name());
                assertThat(failure.reach()).isEqualTo(Reach.ANSWERED);
            }
        }
    }

    @Test
    void anErrorAfterTheReplyIsAnError() {
        server.onPut((request, down) -> {
            down.onNext(PutResponse.getDefaultInstance());
            down.onError(Status.DATA_LOSS
                    .withDescription("etcdserver: corrupt cluster")
                    .asRuntimeException());
        });
        assertThat(put().failure().code()).isEqualTo(StatusCode.DATA_LOSS);
    }

    @Test
    void aReplyAboveTheLimit() {
        server.onPut((request, down) -> {
            down.onNext(PutResponse.newBuilder()
                    .setPrevKv(KeyValue.newBuilder().setValue(ByteString.copyFrom(new byte[LIMIT])))
                    .build());
            down.onCompleted();
        });
        WireFailure failure = put().failure();
        assertThat(failure.code()).isEqualTo(StatusCode.RESOURCE_EXHAUSTED);
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(failure.message()).contains("maximum size");
        assertThat(sizeTold(failure)).isBetween((long) LIMIT, LIMIT + 100L);
    }

    @Test
    void aReplyAboveTheCallsOwnLimit() {
        server.onPut((request, down) -> {
            down.onNext(PutResponse.newBuilder()
                    .setPrevKv(KeyValue.newBuilder().setValue(ByteString.copyFrom(new byte[2000])))
                    .build());
            down.onCompleted();
        });
        WireFailure failure = put(CallContext.PLAIN.withMaxReplyBytes(1000)).failure();
        assertThat(failure.code()).isEqualTo(StatusCode.RESOURCE_EXHAUSTED);
        assertThat(failure.reach()).isEqualTo(Reach.LOST);
        assertThat(sizeTold(failure)).isBetween(2000L, 2100L);
        assertThat(put(CallContext.PLAIN.withMaxReplyBytes(3000)).reply()).isNotNull();
    }

    @Test
    void aCallsOwnLimitIsNotAboveTheChannels() {
        server.onPut((request, down) -> {
            down.onNext(PutResponse.newBuilder()
                    .setPrevKv(KeyValue.newBuilder().setValue(ByteString.copyFrom(new byte[LIMIT])))
                    .build());
            down.onCompleted();
        });
        assertThat(put(CallContext.PLAIN.withMaxReplyBytes(2 * LIMIT)).failure().cause())
                .isInstanceOf(ReplyTooLargeException.class);
    }

    @Test
    void aReplyThatTheServerFindsTooLarge() {
        server.onPut((request, down) -> down.onError(Status.RESOURCE_EXHAUSTED
                .withDescription("grpc: trying to send message larger than max (3000000000 vs. 2147483647)")
                .asRuntimeException()));
        assertThat(put().failure().reach()).isEqualTo(Reach.LOST);
        assertThat(sizeTold(put().failure())).isEqualTo(3_000_000_000L);
    }

    private static long sizeTold(WireFailure failure) {
        return ((ReplyTooLargeException) Objects.requireNonNull(failure.cause())).bytes();
    }

    @Test
    void aServerThatGivesUpWithoutAReply() {
        // gRPC's own server resets the stream then.
        server.onPut((request, down) -> down.onCompleted());
        assertThat(put().failure().reach()).isEqualTo(Reach.LOST);
    }

    private Answer<PutResult> put() {
        return put(CallContext.PLAIN);
    }

    private Answer<PutResult> put(CallContext context) {
        return Answer.to(transport, KvRpcs.PUT, Put.of("k", "v"), context);
    }
}
