package dev.tercet.spi;

import org.jspecify.annotations.Nullable;

/**
 * Takes what comes of a stream, one at a time and in order, on the transport's I/O thread: short, and without waiting.
 *
 * @param <R> a message
 * @since 0.1
 */
public interface StreamReply<R> {
    /** A message. */
    void onMessage(R message);

    /**
     * The end.
     *
     * @param failure why; null if the server ended it without an error
     */
    void onEnd(@Nullable WireFailure failure);
}
