package dev.tercet.http;

import dev.tercet.spi.WireFailure;
import org.jspecify.annotations.Nullable;

/** Takes what comes of a websocket, one at a time, on the I/O thread: short, and without waiting. */
public interface SocketTaker {
    /** It is open. */
    void onOpen();

    /** The peer will open none: it answered with this status instead. The end follows. */
    void onRefused(int status);

    /** The peer did not answer the request to open it, although it may have got it: it cut it short, or was silent. The end follows. */
    default void onUnanswered() {}

    /** A whole text message. */
    void onText(String text);

    /** A sign of life. */
    void onPong();

    /** A part of a text message, of which more is to come. It takes its time on a slow line, where no sign of life can pass it. */
    default void onPart() {}

    /**
     * The end.
     *
     * @param failure null if the peer closed it in order
     */
    void onEnd(@Nullable WireFailure failure);
}
