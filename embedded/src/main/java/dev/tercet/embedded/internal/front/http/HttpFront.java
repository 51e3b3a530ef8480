package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.front.call.OpenCalls;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.vitals.Vitals;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpServerCodec;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;
import java.util.function.Supplier;

/** Serves HTTP/1.x: the gateway, and the pages beside it. */
public final class HttpFront {
    private static final String OLD = "/v3beta/";
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 1024 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final Gateway gateway;
    private final Pages pages;
    private final int maxFrame;

    /**
     * Serves the rows of this table.
     *
     * @param limit how large a request may be
     */
    public HttpFront(
            MethodTable table, Supplier<Vitals> vitals, OpenCalls calls, CallCounts counts, MessageLimit limit) {
        HttpRoom room = new HttpRoom(calls, counts, limit);
        maxFrame = room.maxJson();
        gateway = new Gateway(table, room);
        pages = new Pages(vitals, counts);
    }

    /** Takes over a connection whose client speaks HTTP/1.x. */
    public void join(ChannelPipeline connection) {
        connection.addLast(new HttpServerCodec(MAX_LINE, MAX_HEADERS, CHUNK));
        connection.addLast(new HttpServerExpectContinueHandler());
        connection.addLast(new HttpConnection(this));
    }

    Exchange begin(ChannelHandlerContext connection, HttpRequest request, HttpReply reply) {
        QueryStringDecoder address = new QueryStringDecoder(request.uri());
        if (request.decoderResult().isFailure() || !isUnderstood(address)) {
            reply.page(Page.plain(400, "400 Bad Request\n"));
            return Answered.ALREADY;
        }
        String path = current(address.path());
        Optional<Page> detour = CleanPath.redirection(request.method(), current(address.rawPath()), address.rawQuery());
        if (request.method().equals(HttpMethod.OPTIONS)) {
            reply.page(Page.NOTHING);
        } else if (detour.isPresent()) {
            reply.page(detour.get());
        } else if (Gateway.owns(path) && WebSockets.wantedBy(request)) {
            return WebSockets.upgrade(gateway, path, connection, request, reply, maxFrame);
        } else if (Gateway.owns(path)) {
            return gateway.begin(path, request.method(), request.headers(), reply);
        } else {
            reply.page(pages.page(request.method(), address));
        }
        return Answered.ALREADY;
    }

    /** Whether what is escaped in it is so as it should be. */
    private static boolean isUnderstood(QueryStringDecoder address) {
        try {
            address.path();
            address.parameters();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String current(String path) {
        return path.startsWith(OLD) ? "/v3/" + path.substring(OLD.length()) : path;
    }
}
