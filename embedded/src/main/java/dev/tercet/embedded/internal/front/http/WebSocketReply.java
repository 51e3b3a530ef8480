package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.status.EtcdError;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** The answer on a websocket: a message a line. Its end is that of the connection, without a word, as with etcd. */
final class WebSocketReply implements Reply {
    private final ChannelHandlerContext connection;
    private final Runnable readOn;
    private boolean over;

    WebSocketReply(ChannelHandlerContext connection, Runnable readOn) {
        this.connection = connection;
        this.readOn = readOn;
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
        say(json, json.length);
        end();
    }

    @Override
    public void refuse(EtcdError error) {
        whole(GatewayErrors.body(error));
    }

    @Override
    public void line(byte[] json) {
        say(json, json.length - 1);
    }

    @Override
    public void refusalLine(EtcdError error, byte[] json) {
        line(json);
        end();
    }

    private void say(byte[] json, int length) {
        if (!over) {
            connection.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(json, 0, length)));
        }
    }

    @Override
    public void end() {
        if (!over) {
            over = true;
            connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
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
