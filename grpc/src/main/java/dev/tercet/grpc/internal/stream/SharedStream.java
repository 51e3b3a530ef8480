package dev.tercet.grpc.internal.stream;

import dev.tercet.grpc.internal.call.Exchange;
import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireFailure;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A stream in both directions that many users share. One message is allowed down from the start; whoever takes it asks for the next.
 *
 * @param <Q> what goes up
 * @param <R> what comes down
 */
public final class SharedStream<Q, R> extends Exchange<Q, R> {
    private final StreamReply<R> reply;

    private SharedStream(
            Channel channel, Reconnection reconnection, MethodDescriptor<Q, R> method, StreamReply<R> reply) {
        super(channel, reconnection, method);
        this.reply = reply;
    }

    public static <Q, R> SharedStream<Q, R> open(
            Channel channel,
            Reconnection reconnection,
            MethodDescriptor<Q, R> method,
            CallContext context,
            StreamReply<R> reply) {
        SharedStream<Q, R> stream = new SharedStream<>(channel, reconnection, method, reply);
        stream.open(context, 1);
        return stream;
    }

    @Override
    public void onMessage(R message) {
        reply.onMessage(message);
    }

    @Override
    protected void onEnd(@Nullable WireFailure failure) {
        reply.onEnd(failure);
    }
}
