package dev.tercet.grpc.internal;

import dev.tercet.grpc.internal.call.LateFrames;
import dev.tercet.grpc.internal.call.UnaryCall;
import dev.tercet.grpc.internal.call.WireMethods;
import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.grpc.internal.lease.Renewals;
import dev.tercet.grpc.internal.stream.ServerStream;
import dev.tercet.grpc.internal.watch.WatchHub;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportTimer;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireStream;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The way to one endpoint, on one connection. */
public final class GrpcTransport implements Transport {
    private static final long CLOSE_SECONDS = 2;

    private final ManagedChannel channel;
    private final int maxInbound;
    private final Reconnection reconnection;
    private final WatchHub watches;
    private final Renewals renewals;

    /** A transport over this channel, which takes messages of at most so many bytes. */
    public GrpcTransport(ManagedChannel channel, int maxInbound, Duration connectTimeout, TransportTimer timer) {
        LateFrames.unlogged();
        this.channel = channel;
        this.maxInbound = maxInbound;
        this.reconnection = new Reconnection(channel, connectTimeout, timer);
        reconnection.follow();
        this.watches = new WatchHub(channel, reconnection);
        this.renewals = new Renewals(channel, reconnection, System::nanoTime);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // There is one of each row, and every call asks.
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        if ((Object) rpc == LeaseRpcs.RENEW) {
            return renew(request, context, reply);
        }
        // A call's own bound takes the place of the channel's.
        int own = context.maxReplyBytes() < maxInbound ? context.maxReplyBytes() : Integer.MAX_VALUE;
        return UnaryCall.start(channel, reconnection, WireMethods.of(rpc), request, context, own, reply);
    }

    @SuppressWarnings("unchecked") // The row of renewals takes and gives what its declaration says.
    private <Q, R> WireCall renew(Q request, CallContext context, Reply<R> reply) {
        return renewals.renew((LeaseRpcs.Renew) request, context, (Reply<LeaseRenewal>) reply);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // As above.
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        if ((Object) rpc == WatchRpcs.WATCH) {
            return watch(request, context, reply);
        }
        return ServerStream.start(channel, reconnection, WireMethods.of(rpc), request, context, reply);
    }

    @SuppressWarnings("unchecked") // The row of watches takes creations and gives messages: see its declaration.
    private <Q, R> WireStream watch(Q request, CallContext context, StreamReply<R> reply) {
        return watches.open((WatchRpcs.Create) request, context, (StreamReply<WatchRpcs.Message>) reply);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            // Nothing depends on it: it only makes sure that the connection is gone when this
            // returns, if that is quick.
            channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
