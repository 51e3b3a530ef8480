package dev.tercet.embedded.internal.front.port;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The first on a new connection. Hands it to gRPC if the client begins as every client of HTTP/2 does, and to HTTP/1.1 if not; a
 * client that says nothing stays here.
 *
 * <p>gRPC has put its own handler last, and sends an event along to begin: that is held back until it is known to be gRPC's turn.
 */
final class Sniffer extends ByteToMessageDecoder {
    private static final byte[] PREFACE = "PRI * HTTP/2.0".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandler grpc;
    private final Consumer<ChannelPipeline> http;
    private final PortConnections connections;
    private @Nullable Object beginning;

    Sniffer(ChannelHandler grpc, Consumer<ChannelPipeline> http, PortConnections connections) {
        this.grpc = grpc;
        this.http = http;
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connections.add(context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (beginning == null) {
            beginning = event;
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        byte first = in.getByte(in.readerIndex());
        if (first < 'A' || first > 'Z') {
            // No method of HTTP begins like this, but a TLS handshake does. etcd closes without a word, too.
            in.skipBytes(in.readableBytes());
            context.close();
            return;
        }
        int seen = Math.min(in.readableBytes(), PREFACE.length);
        for (int i = 0; i < seen; i++) {
            if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
                toHttp(context);
                return;
            }
        }
        if (seen == PREFACE.length) {
            toGrpc(context);
        }
    }

    // Removed from the pipeline, a decoder passes on what it has read.
    private void toGrpc(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addAfter(context.name(), null, grpc);
        if (beginning != null) {
            context.fireUserEventTriggered(beginning);
        }
        pipeline.remove(this);
    }

    private void toHttp(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        while (pipeline.last() != this) {
            pipeline.removeLast();
        }
        http.accept(pipeline);
        pipeline.remove(this);
    }
}
