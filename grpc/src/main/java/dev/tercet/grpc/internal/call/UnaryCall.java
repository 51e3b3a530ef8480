package dev.tercet.grpc.internal.call;

import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply.
 *
 * @param <Q> the request
 * @param <R> the reply
 */
public final class UnaryCall<Q, R> extends Exchange<Q, R> implements WireCall {
    private static final WireFailure TWO_REPLIES = new WireFailure(
            StatusCode.INTERNAL, "the server sent more than one reply to one request", Reach.LOST, null);

    private final Reply<R> reply;
    private @Nullable R message;
    private boolean ambiguous;

    private UnaryCall(
            Channel channel, Reconnection reconnection, MethodDescriptor<Q, R> method, int maxReply, Reply<R> reply) {
        super(channel, reconnection, method, maxReply);
        this.reply = reply;
    }

    /**
     * Makes a call.
     *
     * @param maxReply the largest reply that it takes, {@link Integer#MAX_VALUE} for what the channel takes
     */
    public static <Q, R> WireCall start(
            Channel channel,
            Reconnection reconnection,
            MethodDescriptor<Q, R> method,
            Q request,
            CallContext context,
            int maxReply,
            Reply<R> reply) {
        UnaryCall<Q, R> call = new UnaryCall<>(channel, reconnection, method, maxReply, reply);
        // Two, because the status is only read after whatever comes instead of a second message.
        call.open(context, 2);
        call.sendOnly(request);
        return call;
    }

    @Override
    public void onMessage(R received) {
        ambiguous |= message != null;
        message = received;
    }

    @Override
    protected boolean isComplete() {
        return message != null;
    }

    @Override
    protected void onEnd(@Nullable WireFailure failure) {
        if (failure != null) {
            reply.onFailure(failure);
        } else if (ambiguous) {
            reply.onFailure(TWO_REPLIES);
        } else {
            reply.onReply(Objects.requireNonNull(message));
        }
    }
}
