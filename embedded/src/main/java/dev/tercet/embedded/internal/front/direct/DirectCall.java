package dev.tercet.embedded.internal.front.direct;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Surprise;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.codec.MethodCodec;
import dev.tercet.spi.Reply;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply. What the client holds is what the server answers to: most calls cost this object only.
 *
 * <p>Threads: started by the caller, on whose thread most are answered unless its stack is nearly full; others are by whoever makes the server's step that they
 * waited for. The one end is claimed by compare-and-set.
 *
 * @param <R> the reply
 */
final class DirectCall<R> implements WireCall, Outcome<Message>, UnderWay {
    private static final VarHandle DONE;

    static {
        try {
            DONE = MethodHandles.lookup().findVarHandle(DirectCall.class, "done", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final DirectTransport transport;
    private final MethodCodec<?, R> codec;
    private final int maxReply;
    private final Reply<R> reply;

    @SuppressWarnings("unused") // by DONE
    private volatile boolean done;

    /** What goes on at the server; set when the call turns out to wait. */
    private volatile @Nullable Waiting waiting;

    DirectCall(DirectTransport transport, MethodCodec<?, R> codec, int maxReply, Reply<R> reply) {
        this.transport = transport;
        this.codec = codec;
        this.maxReply = maxReply;
        this.reply = reply;
    }

    void start(String method, Handler<Message, Message> handler, Message request, Caller caller) {
        if (done) {
            return;
        }
        Waiting its;
        try {
            its = handler.handle(request, caller, this);
        } catch (RuntimeException e) {
            refuse(Surprise.told(method, e));
            return;
        }
        if (done) {
            return;
        }
        waiting = its;
        transport.add(this);
        if (done) {
            // Answered meanwhile, perhaps by somebody who saw nothing to be removed.
            transport.remove(this);
        }
    }

    @Override
    public void reply(Message message) {
        if (!claim()) {
            return;
        }
        WireFailure tooLarge = transport.sizes().checkReply(message, maxReply);
        if (tooLarge == null) {
            reply.onReply(codec.fromMessage(message));
        } else {
            reply.onFailure(tooLarge);
        }
    }

    @Override
    public void refuse(EtcdError error) {
        fail(Failures.of(error));
    }

    @Override
    public void lose() {
        fail(Failures.LOST);
    }

    @Override
    public void cancel() {
        end(Failures.CANCELLED);
    }

    @Override
    public void end(WireFailure failure) {
        if (claim()) {
            Waiting its = waiting;
            if (its != null) {
                its.cancel();
            }
            reply.onFailure(failure);
        }
    }

    @Override
    public boolean hasLeft() {
        // There is no way on which it could stay.
        return true;
    }

    private void fail(WireFailure failure) {
        if (claim()) {
            reply.onFailure(failure);
        }
    }

    private boolean claim() {
        if (!DONE.compareAndSet(this, false, true)) {
            return false;
        }
        if (waiting != null) {
            transport.remove(this);
        }
        return true;
    }
}
