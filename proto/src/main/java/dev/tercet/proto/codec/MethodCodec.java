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
    private final Function<Message, R> ofMessages;

    private MethodCodec(Function<Q, ? extends Message> encoder, Reading<R> decoder, Function<Message, R> ofMessages) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.ofMessages = ofMessages;
    }

    static <Q, M extends Message, R> MethodCodec<Q, R> of(
            Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        return new MethodCodec<>(encoder, in -> decoder.apply(parser.parseFrom(in)), untyped(decoder));
    }

    /** A codec whose reply is read without a message, where there is none yet. */
    static <Q, M extends Message, R> MethodCodec<Q, R> reading(
            Function<Q, ? extends Message> encoder, Reading<R> reading, Function<M, R> decoder) {
        return new MethodCodec<>(encoder, reading, untyped(decoder));
    }

    @SuppressWarnings("unchecked") // A reply of another type is the mistake of whoever answers.
    private static <M extends Message, R> Function<Message, R> untyped(Function<M, R> decoder) {
        return message -> decoder.apply((M) message);
    }

    /** The request as a message. */
    public Message encode(Q request) {
        return encoder.apply(request);
    }

    /** Reads one message to the end of the input. */
    public R decode(CodedInputStream in) throws IOException {
        return decoder.read(in);
    }

    /**
     * The reply in a message that is there already. The bytes in it are shared, not copied.
     *
     * @throws ClassCastException if it is not this method's
     */
    public R fromMessage(Message reply) {
        return ofMessages.apply(reply);
    }

    /** Reads one message to the end of the input. */
    interface Reading<R> {
        R read(CodedInputStream in) throws IOException;
    }
}
