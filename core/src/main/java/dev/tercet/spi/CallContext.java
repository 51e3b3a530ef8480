package dev.tercet.spi;

import org.jspecify.annotations.Nullable;

/**
 * What goes with a call besides the request.
 *
 * @param token the token to authenticate with, or null; {@link #toString()} does not show it
 * @param requireLeader whether a member without a leader shall refuse it at once
 * @param maxReplyBytes the largest reply to a call that is taken, in bytes of etcd's own encoding, besides what {@link
 *     TransportSettings#maxInboundBytes} allows; {@link Integer#MAX_VALUE} for no bound of its own. A larger one is given up, at the
 *     server too, as soon as its size is known, before it is in memory, with a {@link WireFailure} that is {@link
 *     WireFailure#replyTooLarge}. Where JSON is spoken, the bound is four thirds of it, which is what values come to in that. Streams do not
 *     go by it.
 * @since 0.1
 */
public record CallContext(@Nullable String token, boolean requireLeader, int maxReplyBytes) {
    /** Neither. */
    public static final CallContext PLAIN = new CallContext(null, false);

    /** No token, but a leader. */
    public static final CallContext WITH_LEADER = new CallContext(null, true);

    /** With no bound of its own. */
    public CallContext(@Nullable String token, boolean requireLeader) {
        this(token, requireLeader, Integer.MAX_VALUE);
    }

    /** The same with this bound. */
    public CallContext withMaxReplyBytes(int bytes) {
        return bytes == maxReplyBytes ? this : new CallContext(token, requireLeader, bytes);
    }

    @Override
    public String toString() {
        return "CallContext[token=" + (token == null ? "none" : "…") + ", requireLeader=" + requireLeader
                + (maxReplyBytes == Integer.MAX_VALUE ? "" : ", maxReplyBytes=" + maxReplyBytes) + "]";
    }
}
