package dev.tercet.spi;

/**
 * Takes the end of a call, on the transport's I/O thread: short, and without waiting.
 *
 * @param <R> the reply
 * @since 0.1
 */
public interface Reply<R> {
    /** The reply. */
    void onReply(R reply);

    /** There will be none. */
    void onFailure(WireFailure failure);
}
