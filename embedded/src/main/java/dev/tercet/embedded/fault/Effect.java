package dev.tercet.embedded.fault;

import dev.tercet.spi.StatusCode;
import java.time.Duration;

/**
 * What a {@link Fault} does to a call or a stream. Made by the methods of {@code Fault}; here to be read.
 *
 * @since 0.1
 */
public sealed interface Effect {
    /** An error is answered, and nothing else is done. */
    record Refused(StatusCode code, String text) implements Effect {}

    /** The caller's token is dropped, and refused. */
    record TokenExpired() implements Effect {}

    /** The connection breaks, and nothing else is done. */
    record RequestLost() implements Effect {}

    /** It is done, and then the connection breaks. */
    record ReplyLost() implements Effect {}

    /** It is done, and the answer comes later: by the server's clock, or by the machine's. */
    record Slow(Duration by, boolean inRealTime) implements Effect {}

    /** It is done, and the answer does not come until the fault is removed. */
    record Silent() implements Effect {}
}
