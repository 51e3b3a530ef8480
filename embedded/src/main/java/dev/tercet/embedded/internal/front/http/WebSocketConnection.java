package dev.tercet.embedded.internal.front.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Function;

/**
 * A connection that has become a websocket: each message is a piece of one request's body, each line of its answer a message.
 *
 * <p>What comes is done in small portions, with others of the same thread in between, and no more of it while the client does not take
 * its answers.
 */
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int PORTION = 16 * 1024;

    private final Function<Reply, Exchange> beginning;
    private final Deque<Runnable> ahead = new ArrayDeque<>();
    private Exchange exchange = Answered.ALREADY;
    private boolean isScheduled;

    WebSocketConnection(Function<Reply, Exchange> beginning) {
        this.beginning = beginning;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        exchange = beginning.apply(new WebSocketReply(context, () -> goOn(context)));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            int code = close.statusCode();
            String reason = close.reasonText();
            ahead.add(() -> {
                // Said back, and the rest is what a client that hung up means.
                context.writeAndFlush(code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, reason));
                context.close();
            });
        } else if (!(frame instanceof PongWebSocketFrame)) {
            take(frame);
        }
        goOn(context);
    }

    private void take(WebSocketFrame frame) {
        byte[] all = ByteBufUtil.getBytes(frame.content());
        for (int from = 0; from < all.length; from += PORTION) {
            byte[] portion = Arrays.copyOfRange(all, from, Math.min(all.length, from + PORTION));
            ahead.add(() -> exchange.body(portion));
        }
        if (frame.isFinalFragment()) {
            ahead.add(() -> exchange.body(new byte[] {'\n'}));
        }
    }

    private void goOn(ChannelHandlerContext context) {
        context.channel()
                .config()
                .setAutoRead(ahead.isEmpty() && context.channel().isWritable());
        if (!isScheduled && mayGoOn(context)) {
            isScheduled = true;
            context.executor().execute(() -> step(context));
        }
    }

    private void step(ChannelHandlerContext context) {
        if (mayGoOn(context)) {
            ahead.remove().run();
        }
        isScheduled = false;
        goOn(context);
    }

    private boolean mayGoOn(ChannelHandlerContext context) {
        return !ahead.isEmpty() && context.channel().isWritable() && exchange.takesMore();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        exchange.writable();
        goOn(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ahead.clear();
        exchange.gone();
    }

    /** A client that broke the connection, or speaks no websocket. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
