package dev.tercet.proto.codec;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Goes by way of generated messages, both ways. */
final class MessageCodec<Q, M extends Message, R> extends MethodCodec<Q, R> {
    // What it does with a message on the way out does not depend on the type it was made for.
    private static final Marshaller<Message> MESSAGES = ProtoUtils.marshaller((Message) Empty.getDefaultInstance());

    private final Function<Q, ? extends Message> encoder;
    private final Parser<M> parser;
    private final Function<M, R> decoder;

    MessageCodec(Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        this.encoder = encoder;
        this.parser = parser;
        this.decoder = decoder;
    }

    @Override
    public InputStream stream(Q request) {
        return MESSAGES.stream(encode(request));
    }

    @Override
    public Message encode(Q request) {
        return encoder.apply(request);
    }

    @Override
    public R decode(InputStream in) throws IOException {
        return decoder.apply(Messages.read(parser, in));
    }

    @Override
    @SuppressWarnings("unchecked") // A reply of another type is the mistake of whoever answers.
    public R fromMessage(Message reply) {
        return decoder.apply((M) reply);
    }
}
