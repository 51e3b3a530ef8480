package dev.tercet.embedded.internal.front.direct;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.codec.MethodCodec;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One request and many replies, as many at a time as were asked for.
 *
 * <p>Threads: whether the server may go on is read by it from anywhere.
 *
 * @param <R> a message
 */
final class DirectStream<R> extends DirectConversation<Message, Message> implements WireCall {
    private final Queue<Message> queue = new ArrayDeque<>();
    private final MethodCodec<?, R> codec;
    private final StreamReply<R> reply;
    private long allowed = 1;
    private boolean isEnding;
    private @Nullable WireFailure failure;

    /** How many more messages the client has room for than are on their way to it. */
    private volatile long room = 1;

    DirectStream(DirectTransport transport, MethodCodec<?, R> codec, StreamReply<R> reply) {
        super(transport, reply);
        this.codec = codec;
        this.reply = reply;
    }

    void start(String method, StreamHandler<Message, Message> handler, Message request, Caller caller) {
        start(method, handler, caller, service -> {
            service.message(request);
            service.halfClose();
        });
    }

    @Override
    public boolean isReady() {
        return room > 0 && !isOver();
    }

    @Override
    public void message(Message message) {
        inTurn(() -> {
            if (!isEnding) {
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
        inTurn(() -> {
            if (!isEnding) {
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
            WireFailure tooLarge = sizes().checkReply(message);
            if (tooLarge != null) {
                queue.clear();
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
        inTurn(() -> {
            boolean stalled = room <= 0;
            allowed += messages;
            deliver();
            if (stalled && isReady()) {
                tell(Inlet::ready);
            }
        });
    }

    @Override
    public void requestProgress() {
        // Only watches have that.
    }

    @Override
    public boolean hasLeft() {
        // There is no way on which it could stay.
        return true;
    }
}
