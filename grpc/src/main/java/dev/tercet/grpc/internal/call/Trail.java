package dev.tercet.grpc.internal.call;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * How far a call got: what a status alone does not tell, since gRPC makes up statuses for everything that goes wrong on our side,
 * and a server may send the same.
 *
 * <p>Threads: the marks are set by whoever brings the call further, in order, before the call ends; read from anywhere.
 */
public final class Trail extends ClientStreamTracer {
    private static final CallOptions.Key<Trail> KEY = CallOptions.Key.create("dev.tercet.trail");

    private static final CallOptions TRACED = CallOptions.DEFAULT.withStreamTracerFactory(new Factory() {
        @Override
        public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata headers) {
            Trail trail = info.getCallOptions().getOption(KEY);
            return trail == null ? new Trail() : trail;
        }
    });

    private volatile boolean assigned;
    private volatile boolean written;
    private volatile boolean heard;
    private volatile boolean answered;

    /**
     * The options for the one call that leaves this trail.
     *
     * @param maxReply the largest message that it takes, {@link Integer#MAX_VALUE} for what the channel takes
     */
    public CallOptions options(int maxReply) {
        CallOptions options = TRACED.withOption(KEY, this);
        return maxReply == Integer.MAX_VALUE ? options : options.withMaxInboundMessageSize(maxReply);
    }

    @Override
    public void streamCreated(Attributes connection, Metadata headers) {
        assigned = true;
    }

    @Override
    public void outboundHeaders() {
        written = true;
    }

    @Override
    public void inboundHeaders() {
        heard = true;
    }

    @Override
    public void inboundTrailers(Metadata trailers) {
        answered = true;
    }

    /** It was given to a connection that is up; until then, nothing of it can have reached anybody. */
    public boolean isAssigned() {
        return assigned;
    }

    /** Its headers were handed to the operating system. */
    boolean isWritten() {
        return written;
    }

    /** The server began to answer. */
    boolean isHeard() {
        return heard;
    }

    /** The server ended it with a status of its own. */
    boolean isAnswered() {
        return answered;
    }
}
