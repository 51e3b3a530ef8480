package dev.tercet.grpc.internal.call;

import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply.
 *
 * <p>Threads: started on the caller's, ended on the connection's I/O thread, or on the caller's own if it fails at once; cancelled
 * from anywhere, once {@link #start} has returned. gRPC delivers to a listener one event at a time.
 *
 * @param <Q> the request
 * @param <R> the reply
 */
public final class UnaryCall<Q, R> extends ClientCall.Listener<R> implements WireCall {
    private final ClientCall<Q, R> call;
    private final Trail trail;
    private final Reply<R> reply;
    private final Reconnection reconnection;
    private volatile boolean cancelled;
    private @Nullable R message;

    private UnaryCall(ClientCall<Q, R> call, Trail trail, Reply<R> reply, Reconnection reconnection) {
        this.call = call;
        this.trail = trail;
        this.reply = reply;
        this.reconnection = reconnection;
    }

    public static <Q, R> WireCall start(
            Channel channel,
            Reconnection reconnection,
            MethodDescriptor<Q, R> method,
            Q request,
            CallContext context,
            Reply<R> reply) {
        Trail trail = new Trail();
        ClientCall<Q, R> call = channel.newCall(method, trail.options());
        UnaryCall<Q, R> started = new UnaryCall<>(call, trail, reply, reconnection);
        call.start(started, Headers.of(context));
        // Two, because the status is only read after whatever comes instead of a second message.
        call.request(2);
        call.sendMessage(request);
        call.halfClose();
        return started;
    }

    @Override
    public void onMessage(R received) {
        message = received;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        R received = message;
        if (status.isOk() && received != null) {
            reply.onReply(received);
            return;
        }
        WireFailure failure = Failures.of(status, trail, cancelled);
        if (failure.reach() == WireFailure.Reach.NEVER_LEFT && !cancelled) {
            reconnection.wanted();
        }
        reply.onFailure(failure);
    }

    @Override
    public void cancel() {
        cancelled = true;
        call.cancel("cancelled by the caller", null);
    }

    @Override
    public boolean hasLeft() {
        return trail.isAssigned();
    }
}
