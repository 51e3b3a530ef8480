package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.testkit.script.Messages;
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

/** What {@link WatchFuzz} does, over the gateway: every other watch on a websocket, the rest in chunks. */
final class GatewayWatchFuzz implements Fuzzer {
    private static final int BATCH = 64;

    private final Setup setup;
    private final ScriptedHttp http = ScriptedHttp.start();
    private final EtcdClient sockets;
    private final EtcdClient posts;
    private final Map<String, WatchMischief> done = new ConcurrentHashMap<>();
    private final Said said = new Said();
    private volatile boolean harmless;
    private long last;

    GatewayWatchFuzz(Setup setup) {
        this.setup = setup;
        http.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}"));
        http.path("/v3/kv/range").always(HttpAnswer.json(GatewayServer.print(Messages.range(30))));
        http.path("/v3/watch").always(this::onWatch);
        GatewayTransport transport = GatewayTransport.create();
        sockets = client(transport);
        posts = client(transport.withoutWebSockets());
    }

    private EtcdClient client(GatewayTransport transport) {
        return EtcdClient.builder()
                .endpoints(http.endpoint())
                .transport(transport)
                .build();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public void play(long first, long end) {
        last = first;
        harmless = WatchMischief.isHarmless(first, BATCH);
        List<WatchCase> cases = new ArrayList<>();
        for (long number = first; number < end; number++) {
            cases.add(new WatchCase(number, number % 2 == 0 ? sockets : posts));
        }
        WatchCase.playAll(cases, harmless, setup, done, said);
        done.clear();
        said.clear();
    }

    private void onWatch(HttpExchange exchange) {
        if (exchange.method().equals("GET")) {
            serve(exchange.upgrade());
            return;
        }
        List<byte[]> answers = answers(create(exchange.body()), new Said.Stream());
        exchange.chunkedHead();
        for (byte[] each : answers) {
            exchange.chunk(each);
        }
    }

    private void serve(ScriptedSocket socket) {
        Said.Stream stream = new Said.Stream();
        socket.always(text -> {
            WatchCreateRequest create = create(text);
            if (create.getKey().isEmpty()) {
                return;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (byte[] each : answers(create, stream)) {
                out.writeBytes(Frames.text(new String(each, StandardCharsets.UTF_8)));
            }
            socket.raw(out.toByteArray());
        });
    }

    private static WatchCreateRequest create(String json) {
        WatchRequest.Builder request = WatchRequest.newBuilder();
        try {
            JsonFormat.parser().merge(json, request);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read: " + json, e);
        }
        return request.getCreateRequest();
    }

    private List<byte[]> answers(WatchCreateRequest create, Said.Stream stream) {
        long id = stream.nextId();
        String prefix = create.getKey().toStringUtf8();
        List<byte[]> messages = WatchMischief.bytes(new Session(prefix).since(create.getStartRevision(), id));
        // Once for each: when it comes back, it is well served.
        if (messages.size() > 1 && !done.containsKey(prefix)) {
            Dice dice = setup.dice(WatchCase.number(prefix), 0);
            WatchMischief mischief = WatchMischief.pick(harmless, dice);
            done.put(prefix, mischief);
            if (mischief.isOfBytes()) {
                // Those of JSON instead.
                List<byte[]> meant = bodies(messages);
                List<byte[]> bodies = new ArrayList<>(meant);
                mischief.to(bodies, dice);
                said.answered(stream, prefix, meant, bodies);
                return bodies;
            }
            mischief.to(messages, dice);
        }
        said.answered(stream, prefix, id, messages);
        return bodies(messages);
    }

    private static List<byte[]> bodies(List<byte[]> messages) {
        return messages.stream().map(GatewayWatchFuzz::json).toList();
    }

    private static byte[] json(byte[] message) {
        try {
            String text = "{\"result\":" + GatewayServer.print(WatchResponse.parseFrom(message)) + "}\n";
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sockets.close();
        posts.close();
        Ended.withoutConnections(http::openConnections, 0, setup, last);
        http.close();
    }
}
