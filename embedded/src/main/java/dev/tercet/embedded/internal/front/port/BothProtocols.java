package dev.tercet.embedded.internal.front.port;

import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import java.util.function.Consumer;

/** What gRPC takes for its negotiation with a new client: whether it speaks gRPC at all. */
final class BothProtocols implements InternalProtocolNegotiator.ProtocolNegotiator {
    private final InternalProtocolNegotiator.ProtocolNegotiator plaintext =
            InternalProtocolNegotiators.serverPlaintext();
    private final Consumer<ChannelPipeline> http;
    private final PortConnections connections;

    BothProtocols(Consumer<ChannelPipeline> http, PortConnections connections) {
        this.http = http;
        this.connections = connections;
    }

    @Override
    public AsciiString scheme() {
        return plaintext.scheme();
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler grpc) {
        return new Sniffer(plaintext.newHandler(grpc), http, connections);
    }

    @Override
    public void close() {
        plaintext.close();
    }
}
