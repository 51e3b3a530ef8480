package dev.tercet.proto.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.function.Function;

/**
 * How a method's request becomes a message, and how a message becomes its reply.
 *
 * @param <Q> the request, a value of ours
 * @param <R> the reply, a value of ours
 */
public final class MethodCodec<Q, R> {
    private final Function<Q, ? extends Message> encoder;
    private final Reading<R> decoder;

    private MethodCodec(Function<Q, ? extends Message> encoder, Reading<R> decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    static <Q, M extends Message, R> MethodCodec<Q, R> of(
            Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        return new MethodCodec<>(encoder, in -> decoder.apply(parser.parseFrom(in)));
    }

    /** A codec whose reply is read without a message. */
    static <Q, R> MethodCodec<Q, R> reading(Function<Q, ? extends Message> encoder, Reading<R> decoder) {
        return new MethodCodec<>(encoder, decoder);
    }

    /** The request as a message. */
    public Message encode(Q request) {
        return encoder.apply(request);
    }

    /** Reads one message to the end of the input. */
    public R decode(CodedInputStream in) throws IOException {
        return decoder.read(in);
    }

    /** Reads one message to the end of the input. */
    interface Reading<R> {
        R read(CodedInputStream in) throws IOException;
    }
}
