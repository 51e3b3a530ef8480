package dev.tercet.grpc.internal.stream;

import dev.tercet.grpc.internal.call.Exchange;
import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * One request and many replies, as many at a time as were asked for.
 *
 * @param <Q> the request
 * @param <R> a reply
 */
public final class ServerStream<Q, R> extends Exchange<Q, R> implements WireStream {
    private final StreamReply<R> reply;

    private ServerStream(
            Channel channel, Reconnection reconnection, MethodDescriptor<Q, R> method, StreamReply<R> reply) {
        super(channel, reconnection, method);
        this.reply = reply;
    }

    public static <Q, R> WireStream start(
            Channel channel,
            Reconnection reconnection,
            MethodDescriptor<Q, R> method,
            Q request,
            CallContext context,
            StreamReply<R> reply) {
        ServerStream<Q, R> stream = new ServerStream<>(channel, reconnection, method, reply);
        stream.open(context, 1);
        stream.sendOnly(request);
        return stream;
    }

    @Override
    public void onMessage(R message) {
        if (!isCancelled()) {
            reply.onMessage(message);
        }
    }

    @Override
    protected void onEnd(@Nullable WireFailure failure) {
        reply.onEnd(failure);
    }

    @Override
    public void requestProgress() {
        // Only watches have that.
    }
}
