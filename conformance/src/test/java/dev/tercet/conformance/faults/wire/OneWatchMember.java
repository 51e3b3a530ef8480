package dev.tercet.conformance.faults.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.spi.TransportProvider;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.script.http.ScriptedSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** A member that answers reads, and tells each watch one change, of which the first by a cluster is the last thing it says to it. */
abstract class OneWatchMember implements AutoCloseable {
    static final long FIRST = 5;
    private static final long LATER = 90;

    private volatile long cluster;
    private final Consumer<OneWatchMember> onWatch;

    /**
     * A member.
     *
     * @param onWatch hears of each watch behind its change, and may have it cut off
     */
    private OneWatchMember(long cluster, Consumer<OneWatchMember> onWatch) {
        this.cluster = cluster;
        this.onWatch = onWatch;
    }

    /** How members are reached. */
    enum Wire {
        GRPC(new GrpcTransportProvider()) {
            @Override
            OneWatchMember member(long cluster, Consumer<OneWatchMember> onWatch) {
                return new Grpc(cluster, onWatch);
            }
        },
        WEBSOCKETS(GatewayTransport.create()),
        POSTS(GatewayTransport.create().withoutWebSockets());

        private final TransportProvider transport;

        Wire(TransportProvider transport) {
            this.transport = transport;
        }

        TransportProvider transport() {
            return transport;
        }

        OneWatchMember member(long cluster, Consumer<OneWatchMember> onWatch) {
            return new Gateway(cluster, onWatch);
        }
    }

    abstract String endpoint();

    /** Ends all connections, behind what was said on them. */
    abstract void cut();

    /** Nobody is served any more. */
    abstract void leave();

    @Override
    public abstract void close();

    long cluster() {
        return cluster;
    }

    /** From now on another cluster is here. */
    void becomes(long other) {
        cluster = other;
    }

    RangeResponse read() {
        return RangeResponse.newBuilder().setHeader(header()).build();
    }

    List<WatchResponse> told() {
        return List.of(
                WatchResponse.newBuilder().setHeader(header()).setCreated(true).build(),
                WatchResponse.newBuilder()
                        .setHeader(header())
                        .addEvents(Messages.put("k", Long.toHexString(cluster), header().getRevision()))
                        .build());
    }

    void told(WatchRequest request, Consumer<List<WatchResponse>> telling) {
        if (!request.getCreateRequest().getKey().isEmpty()) {
            telling.accept(told());
            onWatch.accept(this);
        }
    }

    /** The cluster that began is behind the other. */
    private ResponseHeader header() {
        return ResponseHeader.newBuilder(Messages.header(cluster > 0 ? FIRST : LATER))
                .setClusterId(cluster)
                .build();
    }

    private static final class Grpc extends OneWatchMember implements Script {
        private final Http2Server server;
        private volatile boolean left;

        Grpc(long cluster, Consumer<OneWatchMember> onWatch) {
            super(cluster, onWatch);
            try {
                server = new Http2Server(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void message(Http2Call call, byte[] message) {
            if (left || !call.path().endsWith("/Watch")) {
                return;
            }
            try {
                told(WatchRequest.parseFrom(message), all -> {
                    call.send(Frame.headers(call.stream(), Fields.answer(), false));
                    all.forEach(
                            each -> call.send(Frame.data(call.stream(), GrpcMessages.of(each.toByteArray()), false)));
                });
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void whole(Http2Call call) {
            if (!left && call.path().endsWith("/Range")) {
                call.answer(read().toByteArray());
            }
        }

        @Override
        String endpoint() {
            return server.endpoint();
        }

        @Override
        void cut() {
            server.cutAll(Cut.FIN);
        }

        @Override
        void leave() {
            left = true;
            try {
                server.stopListening();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Gateway extends OneWatchMember {
        private final ScriptedHttp http = ScriptedHttp.start();

        Gateway(long cluster, Consumer<OneWatchMember> onWatch) {
            super(cluster, onWatch);
            http.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}"));
            http.path("/v3/kv/range").always(HttpAnswer.replying(exchange -> json(read())));
            http.path("/v3/watch").always(this::watch);
        }

        private void watch(HttpExchange exchange) {
            if (exchange.method().equals("POST")) {
                exchange.chunkedHead();
                told(request(exchange.body()), all -> all.forEach(each -> exchange.chunk(result(each) + "\n")));
                return;
            }
            ScriptedSocket socket = exchange.upgrade();
            socket.always(text -> told(request(text), all -> all.forEach(each -> socket.text(result(each)))));
        }

        private static String result(WatchResponse answer) {
            return "{\"result\":" + json(answer) + "}";
        }

        private static String json(Message message) {
            try {
                return JsonFormat.printer()
                        .preservingProtoFieldNames()
                        .omittingInsignificantWhitespace()
                        .print(message);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }

        private static WatchRequest request(String json) {
            try {
                WatchRequest.Builder request = WatchRequest.newBuilder();
                JsonFormat.parser().merge(json, request);
                return request.build();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("the client's request cannot be read: " + json, e);
            }
        }

        @Override
        String endpoint() {
            return http.endpoint();
        }

        @Override
        void cut() {
            http.cutAll(Cut.FIN);
        }

        @Override
        void leave() {
            for (String path : List.of("/version", "/v3/kv/range", "/v3/watch")) {
                http.path(path).always(HttpAnswer.cut(Cut.FIN));
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
