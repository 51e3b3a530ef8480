package dev.tercet.embedded.internal.front.http;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderValues;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.cookie.Cookie;
import io.grpc.netty.shaded.io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** Requests that want to go on as a websocket, which every path of the gateway can. */
final class WebSockets {
    private static final String BEARER = "Bearer";

    private WebSockets() {}

    static boolean wantedBy(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /**
     * What waits for the end of such a request, and then changes the connection.
     *
     * @param maxFrame how many bytes may come in one piece
     */
    static Exchange upgrade(
            Gateway gateway,
            String path,
            ChannelHandlerContext http,
            HttpRequest request,
            HttpReply refusal,
            int maxFrame) {
        String wanted = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "");
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        path, wanted.startsWith(BEARER) ? BEARER : null, false, maxFrame)
                .newHandshaker(request);
        if (handshaker == null) {
            refusal.page(Page.plain(400, "Bad Request\n"));
            return Answered.ALREADY;
        }
        FullHttpRequest whole = new DefaultFullHttpRequest(request.protocolVersion(), request.method(), request.uri());
        whole.headers().set(request.headers());
        HttpHeaders caller = caller(request.headers(), wanted);
        return new Upgrade(() -> {
            ChannelPipeline pipeline = http.pipeline();
            ChannelHandler connection = new WebSocketConnection(reply -> gateway.begin(path, caller, reply));
            handshaker.handshake(http.channel(), whole);
            pipeline.addLast(connection);
            pipeline.remove(http.handler());
        });
    }

    // Of all headers, only the token is passed on. Browsers can send it as a protocol or a cookie only.
    private static HttpHeaders caller(HttpHeaders headers, String protocol) {
        HttpHeaders caller = new DefaultHttpHeaders();
        int token = protocol.indexOf(BEARER + ",");
        if (token >= 0) {
            caller.set(
                    HttpHeaderNames.AUTHORIZATION,
                    protocol.substring(token + BEARER.length() + 1).strip());
        }
        for (Cookie cookie : ServerCookieDecoder.LAX.decode(headers.get(HttpHeaderNames.COOKIE, ""))) {
            if (cookie.name().equals("token")) {
                caller.set(HttpHeaderNames.AUTHORIZATION, cookie.value());
            }
        }
        return caller;
    }

    private record Upgrade(Runnable go) implements Exchange {
        @Override
        public void body(byte[] piece) {}

        @Override
        public void bodyEnd() {
            go.run();
        }

        @Override
        public void writable() {}

        @Override
        public void gone() {}
    }
}
