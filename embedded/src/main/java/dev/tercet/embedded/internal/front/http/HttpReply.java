package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderValues;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;

/** The answer to one request of HTTP/1.x. */
final class HttpReply implements Reply {
    private static final String JSON = "application/json";
    private static final String GRPC = "Grpc-Metadata-Content-Type";

    private final ChannelHandlerContext connection;
    private final Runnable ended;
    private final Runnable readOn;
    private final boolean chunks;
    private boolean keepAlive;
    private boolean begun;
    private boolean over;

    /**
     * To this request.
     *
     * @param ended told when all of it was written, if the connection stays
     * @param readOn told when more of the request can be taken
     */
    HttpReply(ChannelHandlerContext connection, HttpRequest request, Runnable ended, Runnable readOn) {
        this.connection = connection;
        this.ended = ended;
        this.readOn = readOn;
        chunks = request.protocolVersion().isKeepAliveDefault();
        keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    }

    @Override
    public EventLoop loop() {
        return connection.channel().eventLoop();
    }

    @Override
    public boolean hasRoom() {
        return connection.channel().isWritable();
    }

    @Override
    public void whole(byte[] json) {
        HttpResponse response = response(200, Unpooled.wrappedBuffer(json), JSON);
        response.headers().set(GRPC, "application/grpc");
        full(response);
    }

    @Override
    public void refuse(EtcdError error) {
        byte[] body = GatewayErrors.body(error);
        HttpResponse response = response(GatewayErrors.httpStatus(error.code()), Unpooled.wrappedBuffer(body), JSON);
        if (error.code() == StatusCode.UNAUTHENTICATED) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, error.text());
        }
        full(response);
    }

    void page(Page page) {
        ByteBuf body = Unpooled.copiedBuffer(page.body(), StandardCharsets.UTF_8);
        HttpResponse response = response(page.status(), body, "");
        page.headers().forEach((name, value) -> response.headers().set(name, value));
        full(response);
    }

    private static HttpResponse response(int status, ByteBuf body, String type) {
        HttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        HttpUtil.setContentLength(response, body.readableBytes());
        if (!type.isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        }
        return response;
    }

    private void full(HttpResponse response) {
        if (over) {
            return;
        }
        over = true;
        common(response.headers());
        finish(connection.writeAndFlush(response));
    }

    @Override
    public void line(byte[] json) {
        if (!over) {
            begin(200, JSON);
            connection.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(json)));
        }
    }

    @Override
    public void refusalLine(EtcdError error, byte[] json) {
        if (!over) {
            begin(GatewayErrors.httpStatus(error.code()), JSON);
            connection.write(new DefaultHttpContent(Unpooled.wrappedBuffer(json)));
            end();
        }
    }

    @Override
    public void end() {
        if (!over) {
            begin(200, "");
            over = true;
            finish(connection.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
        }
    }

    private void begin(int status, String type) {
        if (begun) {
            return;
        }
        begun = true;
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        if (!type.isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        }
        if (status == 200 && !type.isEmpty()) {
            response.headers().set(GRPC, "application/grpc");
        }
        if (chunks) {
            response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            // A client that does not know chunks takes the end of the connection for the end of the answer.
            keepAlive = false;
        }
        common(response.headers());
        connection.write(response);
    }

    private void common(HttpHeaders headers) {
        headers.set("Access-Control-Allow-Headers", "accept, content-type, authorization");
        headers.set("Access-Control-Allow-Methods", "POST, GET, OPTIONS, PUT, DELETE");
        headers.set("Access-Control-Allow-Origin", "*");
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!chunks) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    private void finish(ChannelFuture written) {
        if (keepAlive) {
            ended.run();
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void readOn() {
        readOn.run();
    }

    @Override
    public void cut() {
        over = true;
        connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        connection.close();
    }
}
