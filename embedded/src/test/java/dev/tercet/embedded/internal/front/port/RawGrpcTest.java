package dev.tercet.embedded.internal.front.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send what they like, and read when they like. */
class RawGrpcTest {
    private static final String PUT = "etcdserverpb.KV/Put";
    private static final String TXN = "etcdserverpb.KV/Txn";
    private static final String WATCH = "etcdserverpb.Watch/Watch";
    private static final byte[] GARBAGE = {(byte) 0xff};
    private static final String NO_MESSAGE = "proto: cannot parse invalid wire-format data";

    private final SmallTable served = new SmallTable();
    private final MethodTable table = served.table();
    private final ListeningPort port = new ListeningPort("raw-grpc-test", 0, Limits.DEFAULT, table, SmallTable::vitals);
    private final ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port.port())
            .flowControlWindow(64 * 1024)
            .usePlaintext()
            .build();

    @AfterEach
    void close() {
        channel.shutdownNow();
        port.close();
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThat(end(PUT, GARBAGE)).isEqualTo("INTERNAL: grpc: error unmarshalling request: " + NO_MESSAGE);
        assertThat(end(PUT, new byte[] {0x0a, 100, 1})).endsWith(NO_MESSAGE);
        assertThat(end(WATCH, GARBAGE))
                .isEqualTo("INTERNAL: grpc: failed to unmarshal the received message: " + NO_MESSAGE);
        assertThat(served.cancelled).as("the watch").hasValue(1);
        try (RawHttp http = new RawHttp(port.port())) {
            assertThat(http.get("/metrics").body())
                    .contains("grpc_server_handled_total{grpc_code=\"Internal\",grpc_method=\"Put\","
                            + "grpc_service=\"etcdserverpb.KV\",grpc_type=\"unary\"} 2\n");
        }
    }

    @Test
    void takesWhatIsNestedAsDeepAsAnyRequestMayBe() {
        assertThat(end(TXN, nested(240))).isEqualTo("OK: null");
        assertThat(end(TXN, nested(20_000)))
                .isEqualTo("INTERNAL: grpc: error unmarshalling request: proto: exceeded maximum recursion depth");
    }

    @Test
    void aClientThatDoesNotListenIsNotListenedTo() {
        Raw client = new Raw(WATCH);
        byte[] watch = WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(ByteString.copyFromUtf8("k".repeat(10_000))))
                .build()
                .toByteArray();
        for (int i = 0; i < 2_000; i++) {
            client.call.sendMessage(watch);
        }

        await().until(() -> served.asked.get() > 0);
        try (RawHttp another = new RawHttp(port.port())) {
            for (int i = 0; i < 200; i++) {
                assertThat(another.get("/version").status()).isEqualTo(200);
            }
        }
        assertThat(served.asked).hasValueLessThan(200);

        client.call.request(2_000);
        await().until(() -> client.messages.get() == 2_000);
        assertThat(served.asked).hasValue(2_000);
    }

    /** Transactions in transactions, put together from the inside out. */
    private static byte[] nested(int depth) {
        byte[] success = {0x12, 0};
        ByteString inside = ByteString.copyFrom(success);
        for (int i = 0; i < depth; i++) {
            inside = field(0x12, field(0x22, inside));
        }
        return inside.toByteArray();
    }

    private static ByteString field(int tag, ByteString value) {
        ByteString.Output out = ByteString.newOutput();
        out.write(tag);
        int length = value.size();
        for (; length > 0x7f; length >>>= 7) {
            out.write(length & 0x7f | 0x80);
        }
        out.write(length);
        return out.toByteString().concat(value);
    }

    private String end(String method, byte[] request) {
        Raw client = new Raw(method);
        client.call.sendMessage(request);
        client.call.halfClose();
        client.call.request(2);
        await().until(() -> client.end != null);
        Status end = Objects.requireNonNull(client.end);
        return end.getCode() + ": " + end.getDescription();
    }

    private final class Raw extends ClientCall.Listener<byte[]> {
        private final AtomicInteger messages = new AtomicInteger();
        private final ClientCall<byte[], byte[]> call;
        private volatile @Nullable Status end;

        Raw(String method) {
            call = channel.newCall(
                    MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                            .setFullMethodName(method)
                            .build(),
                    CallOptions.DEFAULT);
            call.start(this, new Metadata());
        }

        @Override
        public void onMessage(byte[] message) {
            messages.incrementAndGet();
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end = status;
        }
    }

    private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream in) {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
