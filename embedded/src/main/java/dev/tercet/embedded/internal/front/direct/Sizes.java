package dev.tercet.embedded.internal.front.direct;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.spi.WireFailure;
import org.jspecify.annotations.Nullable;

/**
 * How large messages may be: where there is no wire, nobody else looks.
 *
 * @param request what the server takes
 * @param reply what the client takes
 */
record Sizes(MessageLimit request, int reply) {
    @Nullable
    WireFailure checkRequest(Message message) {
        EtcdError refusal = request.refusal(message);
        return refusal == null ? null : Failures.of(refusal);
    }

    /** A reply to a call that wants no more than so many bytes of it. */
    @Nullable
    WireFailure checkReply(Message message, int most) {
        return most < reply ? new Sizes(request, most).checkReply(message) : checkReply(message);
    }

    @Nullable
    WireFailure checkReply(Message message) {
        return reply == Integer.MAX_VALUE ? null : checkReply(message.getSerializedSize());
    }

    @Nullable
    WireFailure checkReply(WatchMessage message) {
        return reply == Integer.MAX_VALUE ? null : checkReply(message.toProto().getSerializedSize());
    }

    private @Nullable WireFailure checkReply(int size) {
        return size > reply ? Failures.replyTooLarge(size, reply) : null;
    }
}
