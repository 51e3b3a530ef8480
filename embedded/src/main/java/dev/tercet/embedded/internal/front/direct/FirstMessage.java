package dev.tercet.embedded.internal.front.direct;

import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import org.jspecify.annotations.Nullable;

/**
 * The reply of a call of which the server makes a stream: that stream's first message. What comes after it is of no interest.
 *
 * @param <R> the reply
 */
final class FirstMessage<R> implements StreamReply<R> {
    private static final WireFailure SILENT =
            new WireFailure(StatusCode.INTERNAL, "the server ended the call well but sent no reply", Reach.LOST, null);

    private final Reply<R> reply;
    private boolean done;

    FirstMessage(Reply<R> reply) {
        this.reply = reply;
    }

    @Override
    public void onMessage(R message) {
        if (!done) {
            done = true;
            reply.onReply(message);
        }
    }

    @Override
    public void onEnd(@Nullable WireFailure failure) {
        if (!done) {
            done = true;
            reply.onFailure(failure == null ? SILENT : failure);
        }
    }
}
