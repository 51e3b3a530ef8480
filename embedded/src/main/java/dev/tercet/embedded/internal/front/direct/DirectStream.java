package dev.tercet.embedded.internal.front.direct;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Lane;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.codec.MethodCodec;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One request and many replies, as many at a time as were asked for.
 *
 * <p>Threads: what either side says goes through one lane, where neither runs inside the other, and so do the fields; only whether
 * the server may go on is read by it from elsewhere.
 *
 * @param <R> a message
 */
final class DirectStream<R> implements WireStream, WireCall, Outlet<Message>, UnderWay {
    private final Lane lane = new Lane();
    private final Queue<Message> queue = new ArrayDeque<>();
    private final DirectTransport transport;
    private final MethodCodec<?, R> codec;
    private final StreamReply<R> reply;
    private @Nullable Inlet<Message> inlet;
    private long allowed = 1;
    private boolean isEnding;
    private @Nullable WireFailure failure;
    private boolean isOver;

    /** How many more messages the client has room for than are on their way to it. */
    private volatile long room = 1;

    DirectStream(DirectTransport transport, MethodCodec<?, R> codec, StreamReply<R> reply) {
        this.transport = transport;
        this.codec = codec;
        this.reply = reply;
    }

    void start(StreamHandler<Message, Message> handler, Message request, Caller caller) {
        transport.add(this);
        lane.run(() -> {
            if (isOver) {
                return;
            }
            try {
                Inlet<Message> opened = handler.open(caller, this);
                inlet = opened;
                opened.message(request);
                opened.halfClose();
            } catch (EtcdError error) {
                finish(Failures.of(error));
            }
        });
    }

    @Override
    public boolean isReady() {
        return room > 0;
    }

    @Override
    public void message(Message message) {
        lane.run(() -> {
            if (!isOver && !isEnding) {
                queue.add(message);
                deliver();
            }
        });
    }

    @Override
    public void end(@Nullable EtcdError error) {
        ending(error == null ? null : Failures.of(error));
    }

    @Override
    public void lose() {
        ending(Failures.LOST);
    }

    /** The end, after what was said before it. */
    private void ending(@Nullable WireFailure why) {
        lane.run(() -> {
            if (!isOver && !isEnding) {
                isEnding = true;
                failure = why;
                deliver();
            }
        });
    }

    private void deliver() {
        while (allowed > 0 && !queue.isEmpty()) {
            allowed--;
            Message message = queue.remove();
            WireFailure tooLarge = transport.sizes().checkReply(message);
            if (tooLarge != null) {
                giveUp(tooLarge);
                return;
            }
            reply.onMessage(codec.fromMessage(message));
        }
        room = allowed - queue.size();
        if (isEnding && queue.isEmpty()) {
            finish(failure);
        }
    }

    @Override
    public void request(int messages) {
        lane.run(() -> {
            boolean stalled = room <= 0;
            allowed += messages;
            if (!isOver) {
                deliver();
            }
            if (stalled && room > 0 && !isOver && inlet != null) {
                inlet.ready();
            }
        });
    }

    @Override
    public void requestProgress() {
        // Only watches have that.
    }

    @Override
    public void cancel() {
        end(Failures.CANCELLED);
    }

    @Override
    public boolean hasLeft() {
        // There is no way on which it could stay.
        return true;
    }

    @Override
    public void end(WireFailure why) {
        lane.run(() -> giveUp(why));
    }

    private void giveUp(WireFailure why) {
        if (isOver) {
            return;
        }
        if (inlet != null) {
            inlet.cancel();
        }
        finish(why);
    }

    private void finish(@Nullable WireFailure why) {
        isOver = true;
        room = 0;
        queue.clear();
        transport.remove(this);
        reply.onEnd(why);
    }
}
