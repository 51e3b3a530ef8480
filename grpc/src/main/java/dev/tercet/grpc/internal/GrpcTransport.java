package dev.tercet.grpc.internal;

import dev.tercet.grpc.internal.call.UnaryCall;
import dev.tercet.grpc.internal.call.WireMethods;
import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireStream;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;

/** The way to one endpoint, on one connection. */
public final class GrpcTransport implements Transport {
    private static final long CLOSE_SECONDS = 2;

    private final ManagedChannel channel;
    private final Reconnection reconnection;

    public GrpcTransport(ManagedChannel channel) {
        this.channel = channel;
        this.reconnection = new Reconnection(channel);
    }

    @Override
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        return UnaryCall.start(channel, reconnection, WireMethods.of(rpc), request, context, reply);
    }

    @Override
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        throw new IllegalArgumentException("no messages are known for " + rpc.fullName());
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            // Nothing depends on it: it only makes sure that the connection is gone when this returns, if that is
            // quick.
            channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
