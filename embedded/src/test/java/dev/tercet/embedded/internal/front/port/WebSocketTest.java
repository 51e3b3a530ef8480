package dev.tercet.embedded.internal.front.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private final SmallTable served = new SmallTable();
    private final MethodTable table = served.table();
    private final ListeningPort port =
            new ListeningPort("web-socket-test", 0, Limits.DEFAULT, table, SmallTable::vitals);
    private final RawHttp client = new RawHttp(port.port());

    @AfterEach
    void close() {
        client.close();
        port.close();
    }

    @Test
    void watchesAndTakesMoreRequestsMeanwhile() {
        open("/v3/watch");
        say("{\"create_request\":{\"key\":\"YQ==\"}}");
        assertThat(hear()).isEqualTo("{\"result\":{\"created\":true,\"cancel_reason\":\"a\"}}");
        say("{\"create_request\":{\"key\":\"Yg==\"}}");
        assertThat(hear()).isEqualTo("{\"result\":{\"created\":true,\"cancel_reason\":\"b\"}}");
        served.watches
                .get(0)
                .message(WatchResponse.newBuilder()
                        .setCancelReason("x".repeat(70_000))
                        .build());
        assertThat(hear()).hasSizeGreaterThan(70_000);

        client.close();
        await().until(() -> served.cancelled.get() == 1);
    }

    /** Like etcd, which waits for the end of the body. */
    @Test
    void hasNoAnswersToCalls() {
        open("/v3beta/kv/range");
        say("{\"key\":\"YQ==\"}");
        client.send(frame(0x89, new byte[0]));
        assertThat(client.bytes(2)[0]).as("a pong, and no answer before it").isEqualTo((byte) 0x8a);
        assertThat(served.callers).isEmpty();

        try (RawHttp another = new RawHttp(port.port())) {
            another.send(upgrade("/v3/kv/range"));
            another.head();
            another.send(frame(0x81, "[".getBytes(StandardCharsets.UTF_8)));
            another.send(frame(0x81, "]".getBytes(StandardCharsets.UTF_8)));
            assertThat(another.rest()).contains("unexpected token [");
        }
        assertThat(served.callers).isEmpty();
    }

    @Test
    void readsTheTokenFromWhereBrowsersCanPutIt() {
        RawHttp.Answer answer = open("/v3/watch", "Sec-WebSocket-Protocol: Bearer, t.1");
        assertThat(answer.header("sec-websocket-protocol")).isEqualTo("Bearer");
        await().until(() -> served.callers.size() == 1);
        try (RawHttp another = new RawHttp(port.port())) {
            another.send(upgrade("/v3/watch", "Cookie: a=b; token=t.2"));
            assertThat(another.head().status()).isEqualTo(101);
            await().until(() -> served.callers.size() == 2);
        }
        assertThat(served.callers).containsExactly(new Caller("t.1", false), new Caller("t.2", false));
    }

    @Test
    void refusesAsTheGatewayDoes() {
        open("/v3/nothing");
        assertThat(hear()).isEqualTo("{\"code\":5,\"message\":\"Not Found\"}");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void closesWithTheServer() {
        open("/v3/watch");
        await().until(() -> served.watches.size() == 1);

        port.close();

        assertThat(hear()).isEqualTo("{\"error\":{\"code\":14,\"message\":\"etcdserver: server stopped\"}}");
        assertThat(client.rest()).isEmpty();
        assertThat(served.cancelled).hasValue(1);
    }

    @Test
    void aClientThatDoesNotListenIsNotListenedTo() {
        open("/v3/watch");
        String request = "{\"create_request\":{\"key\":\"" + "YWFh".repeat(6_000) + "\"}}";
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 1_500; i++) {
                say(request);
            }
        });
        await().until(() -> served.asked.get() > 0);
        try (RawHttp another = new RawHttp(port.port())) {
            for (int i = 0; i < 200; i++) {
                assertThat(another.get("/version").status()).isEqualTo(200);
            }
        }
        assertThat(served.asked).hasValueLessThan(1_000);

        for (int i = 0; i < 1_500; i++) {
            assertThat(hear()).hasSizeGreaterThan(18_000);
        }
        assertThat(asking).succeedsWithin(Duration.ofSeconds(10));
        assertThat(served.asked).hasValue(1_500);
    }

    @Test
    void saysGoodByeToWhoDoes() {
        open("/v3/watch");
        client.send(frame(0x88, new byte[0]));
        assertThat(client.bytes(2)[0]).isEqualTo((byte) 0x88);
        await().until(() -> served.cancelled.get() == 1);
    }

    private RawHttp.Answer open(String path, String... headers) {
        client.send(upgrade(path, headers));
        RawHttp.Answer answer = client.head();
        assertThat(answer.status()).isEqualTo(101);
        return answer;
    }

    private static String upgrade(String path, String... headers) {
        String key = Base64.getEncoder().encodeToString(new byte[16]);
        StringBuilder text =
                new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    private void say(String text) {
        client.send(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    // Up to 64 KiB; masked, as those of clients must be, with a mask that changes nothing.
    private static byte[] frame(int kind, byte[] payload) {
        boolean isLong = payload.length >= 126;
        ByteBuffer frame = ByteBuffer.allocate((isLong ? 8 : 6) + payload.length);
        frame.put((byte) kind).put((byte) (0x80 | (isLong ? 126 : payload.length)));
        if (isLong) {
            frame.putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).array();
    }

    private String hear() {
        byte[] head = client.bytes(2);
        assertThat(head[0]).as("a whole text").isEqualTo((byte) 0x81);
        int length = head[1];
        if (length >= 126) {
            byte[] more = client.bytes(length == 126 ? 2 : 8);
            length = 0;
            for (byte digit : more) {
                length = length << 8 | digit & 0xff;
            }
        }
        return client.text(length);
    }
}
