package dev.tercet.http;

import dev.tercet.spi.WireFailure;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an answer: its head, then its bytes as they come, then its end, one at a time, on the I/O thread: short, and without waiting. */
public interface HttpTaker {
    /** The head. */
    void onHead(HttpHead head);

    /** A run of bytes, of any length; theirs until this returns, and after it if they are only read. */
    void onBytes(List<ByteBuffer> bytes);

    /**
     * The end.
     *
     * @param failure null if the answer came whole; otherwise that there was no connection, or that it was lost, or cancelled, with
     *     how far the request got and in words that name the endpoint's fault but not the endpoint
     */
    void onEnd(@Nullable WireFailure failure);
}
