package dev.tercet.embedded.internal.front.direct;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import dev.tercet.spi.hub.WatchUp;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The way to a server in the same process: a call is a call of a method, and its reply is there when that returns, unless it has to
 * wait.
 */
final class DirectTransport implements Transport {
    private final DirectFront front;
    private final Sizes sizes;
    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    DirectTransport(DirectFront front, Sizes sizes) {
        this.front = front;
        this.sizes = sizes;
    }

    Sizes sizes() {
        return sizes;
    }

    void add(UnderWay one) {
        underWay.add(one);
        if (closed) {
            one.end(Failures.CLOSED_MEANWHILE);
        }
    }

    void remove(UnderWay one) {
        underWay.remove(one);
    }

    @Override
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        Rows.Row<Q, R> row = front.rows().of(rpc);
        Message message = row.codec().encode(request);
        WireFailure refusal = refusal(message);
        if (refusal != null) {
            reply.onFailure(refusal);
            return Nowhere.CALL;
        }
        Handler<Message, Message> handler = row.call();
        if (handler != null) {
            DirectCall<R> call = new DirectCall<>(this, row.codec(), context.maxReplyBytes(), reply);
            Footing footing = Footing.ofThread();
            if (footing.enter()) {
                try {
                    call.start(row.method(), handler, message, caller(context));
                } finally {
                    footing.leave();
                }
            } else {
                Footing.elsewhere(() -> call.start(row.method(), handler, message, caller(context)));
            }
            return call;
        }
        DirectStream<R> stream = new DirectStream<>(this, row.codec(), new FirstMessage<>(reply));
        start(() -> stream.start(row.method(), row.asStream(), message, caller(context)));
        return stream;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // There is one of each row, and every stream asks.
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        if ((Object) rpc == WatchRpcs.WATCH) {
            return watch(request, context, reply);
        }
        Rows.Row<Q, R> row = front.rows().of(rpc);
        Message message = row.codec().encode(request);
        WireFailure refusal = refusal(message);
        if (refusal != null) {
            reply.onEnd(refusal);
            return Nowhere.STREAM;
        }
        DirectStream<R> stream = new DirectStream<>(this, row.codec(), reply);
        start(() -> stream.start(row.method(), row.asStream(), message, caller(context)));
        return stream;
    }

    @SuppressWarnings("unchecked") // The row of watches takes creations and gives messages: see its declaration.
    private <Q, R> WireStream watch(Q request, CallContext context, StreamReply<R> reply) {
        WatchRequest message = WatchCodec.encode(new WatchUp.Create((WatchRpcs.Create) request));
        WireFailure refusal = refusal(message);
        if (refusal != null) {
            reply.onEnd(refusal);
            return Nowhere.STREAM;
        }
        DirectWatch watch = new DirectWatch(this, (StreamReply<WatchRpcs.Message>) reply);
        start(() -> watch.start(front.watches(), message, caller(context)));
        return watch;
    }

    private static void start(Runnable stream) {
        Footing footing = Footing.ofThread();
        if (footing.enter()) {
            try {
                stream.run();
            } finally {
                footing.leave();
            }
        } else {
            Footing.elsewhere(stream);
        }
    }

    private @Nullable WireFailure refusal(Message message) {
        if (closed) {
            return Failures.CLOSED;
        }
        return front.isStopped() ? Failures.stopped() : sizes.checkRequest(message);
    }

    private static Caller caller(CallContext context) {
        return new Caller(context.token(), context.requireLeader());
    }

    @Override
    public void close() {
        closed = true;
        underWay.forEach(one -> one.end(Failures.CLOSED_MEANWHILE));
    }
}
