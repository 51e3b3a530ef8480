package dev.tercet.proto.codec;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/**
 * How a method's request becomes a message, and how a message becomes its reply.
 *
 * @param <Q> the request, a value of ours
 * @param <R> the reply, a value of ours
 */
public abstract class MethodCodec<Q, R> {
    MethodCodec() {}

    /** A codec by way of generated messages. */
    static <Q, M extends Message, R> MethodCodec<Q, R> of(
            Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        return new MessageCodec<>(encoder, parser, decoder);
    }

    /** The request as gRPC takes it: a stream that knows its length and writes itself into what it is given. */
    public abstract InputStream stream(Q request);

    /** The request as a message. */
    public abstract Message encode(Q request);

    /**
     * Reads the one message that the input has.
     *
     * @param in one that implements gRPC's {@code KnownLength} says how long the message is
     */
    public abstract R decode(InputStream in) throws IOException;

    /**
     * The reply in a message that is there already. The bytes in it are shared, not copied.
     *
     * @throws ClassCastException if it is not this method's
     */
    public abstract R fromMessage(Message reply);
}
