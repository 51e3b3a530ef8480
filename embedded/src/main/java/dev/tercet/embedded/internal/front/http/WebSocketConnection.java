package dev.tercet.embedded.internal.front.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.Function;

/** A connection that has become a websocket: each message is a piece of one request's body, each line of its answer a message. */
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Function<Reply, Exchange> beginning;
    private Exchange exchange = Answered.ALREADY;

    WebSocketConnection(Function<Reply, Exchange> beginning) {
        this.beginning = beginning;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        exchange = beginning.apply(new WebSocketReply(context));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            // Said back, and the rest is what a client that hung up means.
            context.writeAndFlush(new CloseWebSocketFrame(
                    close.isFinalFragment(), close.rsv(), close.content().retain()));
            context.close();
        } else if (!(frame instanceof PongWebSocketFrame)) {
            exchange.body(ByteBufUtil.getBytes(frame.content()));
            exchange.body(new byte[] {'\n'});
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        exchange.writable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        exchange.gone();
    }

    /** A client that broke the connection, or speaks no websocket. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
