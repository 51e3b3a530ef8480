package dev.tercet.conformance.faults.wire.cut;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.http.Chunks;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.Frames;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.script.http.ScriptedSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Plays a {@link Session} in JSON to whoever watches a prefix, in chunks or on websockets, and leaves off where it was told to. */
final class GatewayCutServer implements AutoCloseable {
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final ScriptedHttp http = ScriptedHttp.start();
    private final Map<String, Break> breaks = new ConcurrentHashMap<>();

    private record Break(long bytes, Cut cut) {}

    GatewayCutServer() {
        http.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}"));
        http.path("/v3/kv/range").always(HttpAnswer.json(print(Messages.range(30))));
        http.path("/v3/watch").always(this::onWatch);
    }

    String endpoint() {
        return http.endpoint();
    }

    /** Cuts the next stream of this prefix so. */
    void breakNext(String prefix, long bytes, Cut cut) {
        breaks.put(prefix, new Break(bytes, cut));
    }

    /** After how many bytes each message of a posted stream ends, the head first. */
    static List<Integer> postedEnds(String prefix) {
        List<Integer> ends = new ArrayList<>(List.of(HEAD.length()));
        for (WatchResponse answer : new Session(prefix).since(Session.FIRST, 0)) {
            ends.add(ends.get(ends.size() - 1) + chunk(answer).length);
        }
        return ends;
    }

    /** The same of a websocket. */
    static List<Integer> framedEnds(String prefix) {
        List<Integer> ends = new ArrayList<>(List.of(0));
        for (WatchResponse answer : new Session(prefix).since(Session.FIRST, 0)) {
            ends.add(ends.get(ends.size() - 1) + Frames.text(result(answer)).length);
        }
        return ends;
    }

    private void onWatch(HttpExchange exchange) {
        if (exchange.method().equals("GET")) {
            serve(exchange.upgrade());
            return;
        }
        WatchCreateRequest create = parse(exchange.body()).getCreateRequest();
        Break planned = breaks.remove(create.getKey().toStringUtf8());
        if (planned != null) {
            exchange.cutAfter(planned.bytes(), planned.cut());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HEAD.getBytes(StandardCharsets.US_ASCII));
        answers(create, 0).forEach(answer -> out.writeBytes(chunk(answer)));
        exchange.raw(out.toByteArray());
    }

    private void serve(ScriptedSocket socket) {
        AtomicLong ids = new AtomicLong();
        socket.always(text -> {
            WatchRequest request = parse(text);
            if (!request.hasCreateRequest()) {
                return;
            }
            WatchCreateRequest create = request.getCreateRequest();
            Break planned = breaks.remove(create.getKey().toStringUtf8());
            if (planned != null) {
                socket.cutAfter(planned.bytes(), planned.cut());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            answers(create, ids.getAndIncrement()).forEach(answer -> out.writeBytes(Frames.text(result(answer))));
            socket.raw(out.toByteArray());
        });
    }

    private static List<WatchResponse> answers(WatchCreateRequest create, long id) {
        return new Session(create.getKey().toStringUtf8()).since(create.getStartRevision(), id);
    }

    private static byte[] chunk(WatchResponse answer) {
        return Chunks.of((result(answer) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String result(WatchResponse answer) {
        return "{\"result\":" + print(answer) + "}";
    }

    private static String print(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WatchRequest parse(String json) {
        try {
            WatchRequest.Builder request = WatchRequest.newBuilder();
            JsonFormat.parser().merge(json, request);
            return request.build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read: " + json, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
