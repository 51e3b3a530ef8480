package dev.tercet.spi;

import org.jspecify.annotations.Nullable;

/**
 * How a call or a stream failed, in the transport's words.
 *
 * <p>What a transport cannot do at all, it says with UNIMPLEMENTED, a reach that {@link #certainlyUntouched}, and an
 * {@link UnsupportedOperationException} as the cause: it is not tried again anywhere.
 *
 * <p>Of a reply that came and cannot be taken, it says that it is {@link Reach#LOST}: with RESOURCE_EXHAUSTED one that is too large,
 * see {@link #replyTooLarge}, with INTERNAL one that makes no sense. A server that does not take the request for its size has {@link
 * Reach#ANSWERED} with RESOURCE_EXHAUSTED.
 *
 * @param code the status code; UNAVAILABLE for everything that is wrong with the connection
 * @param message the server's words, or the transport's about the connection
 * @param reach how far it got
 * @param cause what lies beneath, if it was not the server
 * @since 0.1
 */
public record WireFailure(
        StatusCode code,
        String message,
        Reach reach,
        @Nullable Throwable cause) {
    /** How far a call got. */
    public enum Reach {
        /** It never left: no connection. */
        NEVER_LEFT,
        /** It never left, and never will as configured: the peer's certificate, ours, or the protocol it speaks. */
        MISCONFIGURED,
        /** It left, and the server certainly did nothing with it (REFUSED_STREAM, or above the last stream of a GOAWAY). */
        REFUSED,
        /** It left, and the server answered with this failure. */
        ANSWERED,
        /** It left, and nobody knows. */
        LOST
    }

    /**
     * A reply that is larger than {@link CallContext#maxReplyBytes} or {@link TransportSettings#maxInboundBytes}: what was asked for was
     * done, and there is nothing wrong with the endpoint. Its cause is a {@link ReplyTooLargeException}.
     *
     * @param message what is larger than what
     * @param bytes how large the reply is in etcd's own encoding, or 0 if nobody knows
     */
    public static WireFailure replyTooLarge(String message, long bytes) {
        return new WireFailure(
                StatusCode.RESOURCE_EXHAUSTED, message, Reach.LOST, new ReplyTooLargeException(message, bytes));
    }

    /** Whether the server certainly did nothing, because it never had the request. */
    public boolean certainlyUntouched() {
        return reach == Reach.NEVER_LEFT || reach == Reach.MISCONFIGURED || reach == Reach.REFUSED;
    }
}
