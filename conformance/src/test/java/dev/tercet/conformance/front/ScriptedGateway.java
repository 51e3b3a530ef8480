package dev.tercet.conformance.front;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.script.http.ScriptedSocket;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A JSON gateway in front of a scripted server, as etcd 3.7 has one.
 *
 * <p>Requests are read by their connections' threads; what the server sends is written by threads of a pool, each call's in order.
 */
public final class ScriptedGateway implements ScriptedServer.Front {
    private static final int MAX_MESSAGE_BYTES = 64 << 20;
    private static final String VERSION = "{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}";
    private static final String BEARER = "Bearer,";
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> LEADER = Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "scripted-gateway");
        thread.setDaemon(true);
        return thread;
    });
    private final ScriptedHttp http = ScriptedHttp.start();
    private final ManagedChannel channel;
    private boolean stopped;

    private ScriptedGateway(int port) {
        channel = Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
                .executor(threads)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
        http.path("/version").always(HttpAnswer.json(VERSION));
        Methods.byPath().forEach((path, method) -> http.path("/v3" + path).always(exchange -> take(exchange, method)));
    }

    /** In front of {@code server}, on a free port. */
    public static ScriptedGateway inFrontOf(ScriptedServer server) {
        return new ScriptedGateway(server.port());
    }

    @Override
    public String endpoint() {
        return http.endpoint();
    }

    private void take(HttpExchange exchange, MethodDescriptor<Message, Message> method) {
        if (exchange.header("sec-websocket-key").isPresent()) {
            ScriptedSocket socket = exchange.upgrade();
            Translation call = open(exchange, method, new SocketReply(socket));
            socket.always(text -> feed(call, text));
        } else if (exchange.method().equals("POST")) {
            boolean whole = method.getType() == MethodType.UNARY;
            Translation call = open(exchange, method, whole ? new WholeReply(exchange) : new PostedReply(exchange));
            feed(call, exchange.body());
            call.endOfRequests();
        } else {
            exchange.answer(501, Json.TYPE, Json.error(Status.UNIMPLEMENTED.withDescription("Method Not Allowed")));
        }
    }

    private Translation open(HttpExchange exchange, MethodDescriptor<Message, Message> method, Reply reply) {
        CallOptions options = CallOptions.DEFAULT
                // While the server begins anew; once it has stopped, so has this.
                .withWaitForReady()
                .withAuthority(exchange.header("host").orElseThrow());
        Translation call = new Translation(channel.newCall(method, options), method, reply);
        call.start(metadata(exchange));
        exchange.whenClosedByClient(call::giveUp);
        return call;
    }

    private static void feed(Translation call, String text) {
        try {
            for (String object : Json.objects(text.isEmpty() ? "{}" : text)) {
                call.send(object);
            }
        } catch (InvalidProtocolBufferException e) {
            call.refuse(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        }
    }

    private static Metadata metadata(HttpExchange exchange) {
        Metadata metadata = new Metadata();
        exchange.header("authorization").ifPresent(token -> metadata.put(TOKEN, token));
        exchange.header("sec-websocket-protocol")
                .filter(protocols -> protocols.startsWith(BEARER))
                .ifPresent(protocols ->
                        metadata.put(TOKEN, protocols.substring(BEARER.length()).strip()));
        exchange.header("grpc-metadata-hasleader").ifPresent(leader -> metadata.put(LEADER, leader));
        return metadata;
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        http.stop();
    }

    @Override
    public synchronized void restart() {
        // Where the server only went away, this goes on.
        channel.resetConnectBackoff();
        if (stopped) {
            stopped = false;
            http.restart();
        }
    }

    @Override
    public synchronized void close() {
        http.close();
        channel.shutdownNow();
        threads.shutdown();
    }
}
