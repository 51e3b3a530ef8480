package dev.tercet.grpc.internal.call;

import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/2 stream: gRPC's call, its listener and its trail, in as few objects as gRPC allows.
 *
 * <p>Threads: started on the caller's, ended on the connection's I/O thread, or on the caller's own if it fails at once; cancelled
 * from anywhere, once it is started. gRPC delivers one event at a time. What is sent is sent by one thread at a time: whoever
 * extends this sees to it.
 *
 * @param <Q> what goes up
 * @param <R> what comes down
 */
public abstract class Exchange<Q, R> extends ClientCall.Listener<R> {
    private final ClientCall<Q, R> call;
    private final Trail trail = new Trail();
    private final Reconnection reconnection;
    private volatile boolean cancelled;

    protected Exchange(Channel channel, Reconnection reconnection, MethodDescriptor<Q, R> method) {
        this(channel, reconnection, method, Integer.MAX_VALUE);
    }

    /** One whose messages may only be so large, if that is less than the channel takes. */
    protected Exchange(Channel channel, Reconnection reconnection, MethodDescriptor<Q, R> method, int maxReply) {
        this.call = newCall(channel, method, trail.options(maxReply));
        this.reconnection = reconnection;
    }

    /**
     * Outside of whatever context the caller is in: an application that is itself a gRPC server would otherwise have its own
     * call's end cancel ours, and with it a stream that many share.
     */
    private static <Q, R> ClientCall<Q, R> newCall(
            Channel channel, MethodDescriptor<Q, R> method, CallOptions options) {
        if (Context.current() == Context.ROOT) {
            return channel.newCall(method, options);
        }
        Context callers = Context.ROOT.attach();
        try {
            return channel.newCall(method, options);
        } finally {
            Context.ROOT.detach(callers);
        }
    }

    /** Opens it, and allows the first messages down. */
    protected final void open(CallContext context, int messages) {
        call.start(this, Headers.of(context));
        call.request(messages);
    }

    /** Sends the one request there is. */
    protected final void sendOnly(Q request) {
        call.sendMessage(request);
        call.halfClose();
    }

    /** Sends one of many. Not after {@link #cancel}. */
    public final void send(Q request) {
        call.sendMessage(request);
    }

    /** Allows more messages down. */
    public final void request(int messages) {
        call.request(messages);
    }

    public final void cancel() {
        cancelled = true;
        call.cancel("cancelled by the caller", null);
    }

    protected final boolean isCancelled() {
        return cancelled;
    }

    /** Whether any of it may have reached the server. */
    public final boolean hasLeft() {
        return trail.isAssigned();
    }

    @Override
    public final void onClose(Status status, Metadata trailers) {
        if (status.isOk() && isComplete()) {
            onEnd(null);
            return;
        }
        WireFailure failure = Failures.of(status, trail, cancelled);
        if (failure.reach() == Reach.NEVER_LEFT && !cancelled) {
            reconnection.wanted();
        }
        onEnd(failure);
    }

    /** Whether an end without an error may come now. */
    protected boolean isComplete() {
        return true;
    }

    /** The end; null if it was without an error. */
    protected abstract void onEnd(@Nullable WireFailure failure);
}
