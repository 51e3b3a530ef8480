package dev.tercet.embedded.fault;

import dev.tercet.spi.StatusCode;
import java.time.Duration;

/**
 * What a {@link Fault} does to a call or a stream. Made by the methods of {@code Fault}; here to be read.
 *
 * @since 0.1
 */
public sealed interface Effect {
    /**
     * An error is answered, and nothing else is done.
     *
     * @param code any but OK
     * @param text in etcd's words, or any others
     */
    record Refused(StatusCode code, String text) implements Effect {}

    /** The caller's token is dropped, and refused. */
    record TokenExpired() implements Effect {}

    /** The connection breaks, and nothing else is done. */
    record RequestLost() implements Effect {}

    /** It is done, and then the connection breaks. */
    record ReplyLost() implements Effect {}

    /**
     * It is done, and the answer comes later by the server's clock.
     *
     * @param by how much later, for each answer and each message of a stream
     */
    record Slow(Duration by) implements Effect {}

    /**
     * It is done, and the answer comes later by the machine's clock.
     *
     * @param by how much later, for each answer and each message of a stream
     */
    record SlowInRealTime(Duration by) implements Effect {}

    /** It is done, and the answer does not come until the fault is removed. */
    record Silent() implements Effect {}
}
