package dev.tercet.spi;

/**
 * The cause of a {@link WireFailure} that says that a reply came, or was on its way, and is larger than may be taken: by {@link
 * CallContext#maxReplyBytes}, by {@link TransportSettings#maxInboundBytes}, or by what the server or a gateway may send.
 *
 * @since 0.1
 */
public final class ReplyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long bytes;

    /**
     * Without a stack trace, which would be an I/O thread's.
     *
     * @param message the same words as the failure's
     * @param bytes how large the reply is in etcd's own encoding, or 0 if nobody knows
     */
    public ReplyTooLargeException(String message, long bytes) {
        super(message, null, false, false);
        this.bytes = bytes;
    }

    /** How large the reply is in etcd's own encoding, or 0 if nobody knows. */
    public long bytes() {
        return bytes;
    }
}
