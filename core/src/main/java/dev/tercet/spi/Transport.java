package dev.tercet.spi;

/**
 * A way to one endpoint: two methods, and a close.
 *
 * <p>A transport connects by itself when first used and again when it lost its connection; it does not retry, authenticate, keep
 * deadlines or choose between endpoints: that is written once, above it. Replies arrive on its I/O thread and are taken at once;
 * a call fails with {@link WireFailure.Reach#NEVER_LEFT} whenever nothing of it can have reached the server.
 *
 * @since 0.1
 */
public interface Transport extends AutoCloseable {
    /**
     * Makes a call. The reply or the failure comes exactly once, possibly before this method returns.
     *
     * @return the way to cancel it
     */
    <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply);

    /**
     * Opens a stream. Its end comes exactly once and last, possibly before this method returns.
     *
     * @return the way to ask for more of it and to cancel it
     */
    <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply);

    /** Ends every call and stream with a failure, gives up the connection and its threads, and returns within five seconds. */
    @Override
    void close();
}
