package dev.tercet.internal.call;

import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A wire that keeps what it is given until the test answers. */
final class FakeTransport implements Transport {
    final List<Call<?, ?>> calls = new CopyOnWriteArrayList<>();
    final List<Stream<?, ?>> streams = new CopyOnWriteArrayList<>();

    /** Whether calls leave as soon as they are made. */
    volatile boolean connected = true;

    volatile boolean closed;

    /** What is done with a call before it is handed back. */
    volatile Consumer<Call<?, ?>> onCall = call -> {};

    /** What is done with a stream before it is handed back. */
    volatile Consumer<Stream<?, ?>> onStream = stream -> {};

    volatile Runnable onClose = () -> {};

    /** A call under way. */
    static final class Call<Q, R> implements WireCall {
        final Rpc<Q, R> rpc;
        final Q request;
        final CallContext context;
        private final Reply<R> reply;
        private final AtomicBoolean ended = new AtomicBoolean();
        volatile boolean left;
        volatile boolean cancelled;

        /** What happens when it is cancelled, before it ends. */
        volatile Runnable onCancel = () -> {};

        Call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply, boolean left) {
            this.rpc = rpc;
            this.request = request;
            this.context = context;
            this.reply = reply;
            this.left = left;
        }

        /** Answers; the test knows the type. */
        @SuppressWarnings("unchecked")
        void reply(Object value) {
            if (ended.compareAndSet(false, true)) {
                reply.onReply((R) value);
            }
        }

        /** The reply crosses the cancellation on its way. */
        @SuppressWarnings("unchecked")
        void replyAfterAll(Object value) {
            reply.onReply((R) value);
        }

        void fail(StatusCode code, String message, Reach reach) {
            fail(new WireFailure(code, message, reach, null));
        }

        void fail(WireFailure failure) {
            if (ended.compareAndSet(false, true)) {
                reply.onFailure(failure);
            }
        }

        /** The server says so. */
        void refuse(String message) {
            fail(StatusCode.UNKNOWN, message, Reach.ANSWERED);
        }

        boolean isUnderWay() {
            return !ended.get();
        }

        @Override
        public void cancel() {
            cancelled = true;
            onCancel.run();
            fail(StatusCode.CANCELLED, "cancelled", left ? Reach.LOST : Reach.NEVER_LEFT);
        }

        @Override
        public boolean hasLeft() {
            return left;
        }
    }

    /** A stream under way. */
    static final class Stream<Q, R> implements WireStream {
        final StreamRpc<Q, R> rpc;
        final Q request;
        final CallContext context;
        private final StreamReply<R> reply;
        private final AtomicBoolean ended = new AtomicBoolean();
        final AtomicInteger requested = new AtomicInteger(1);
        final AtomicInteger progressRequests = new AtomicInteger();
        volatile boolean cancelled;

        Stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
            this.rpc = rpc;
            this.request = request;
            this.context = context;
            this.reply = reply;
        }

        /** Sends a message; the test knows the type. */
        @SuppressWarnings("unchecked")
        void message(Object value) {
            reply.onMessage((R) value);
        }

        void end(@Nullable WireFailure failure) {
            if (ended.compareAndSet(false, true)) {
                reply.onEnd(failure);
            }
        }

        @Override
        public void request(int messages) {
            requested.addAndGet(messages);
        }

        @Override
        public void requestProgress() {
            progressRequests.incrementAndGet();
        }

        @Override
        public void cancel() {
            cancelled = true;
            end(new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.LOST, null));
        }
    }

    @Override
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        Call<Q, R> call = new Call<>(rpc, request, context, reply, connected && !closed);
        calls.add(call);
        if (closed) {
            call.fail(StatusCode.UNAVAILABLE, "closed", Reach.NEVER_LEFT);
        } else {
            onCall.accept(call);
        }
        return call;
    }

    @Override
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        Stream<Q, R> stream = new Stream<>(rpc, request, context, reply);
        streams.add(stream);
        if (closed) {
            stream.end(new WireFailure(StatusCode.UNAVAILABLE, "closed", Reach.NEVER_LEFT, null));
        } else {
            onStream.accept(stream);
        }
        return stream;
    }

    Call<?, ?> last() {
        return calls.get(calls.size() - 1);
    }

    Stream<?, ?> lastStream() {
        return streams.get(streams.size() - 1);
    }

    /** The calls that nobody has answered or cancelled. */
    long underWay() {
        return calls.stream().filter(Call::isUnderWay).count();
    }

    @Override
    public void close() {
        closed = true;
        onClose.run();
        calls.forEach(call -> call.fail(StatusCode.UNAVAILABLE, "closed", call.left ? Reach.LOST : Reach.NEVER_LEFT));
        streams.forEach(stream -> stream.end(new WireFailure(StatusCode.UNAVAILABLE, "closed", Reach.LOST, null)));
    }
}
