package dev.tercet.grpc.internal.call;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.tercet.proto.codec.MethodCodec;
import io.grpc.HasByteBuffer;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Takes our values to the wire and from it.
 *
 * <p>On the way out, gRPC's own stream over a message is used, which knows its length and writes itself straight into the
 * connection's buffer. On the way in, a message that lies in one piece in that buffer is read in place, so that a value is copied
 * once, into its own array; a larger one, which came in several frames, is read piece by piece, and large values go the same way.
 *
 * @param <T> the value
 */
final class ValueMarshaller<T> implements Marshaller<T> {
    // What it does with a message on the way out does not depend on the type it was made for.
    private static final Marshaller<Message> MESSAGES = ProtoUtils.marshaller((Message) Empty.getDefaultInstance());

    private final Function<T, Message> encoder;
    private final Reading<T> decoder;

    private ValueMarshaller(Function<T, Message> encoder, Reading<T> decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    static <Q> Marshaller<Q> ofRequests(MethodCodec<Q, ?> codec) {
        return new ValueMarshaller<>(codec::encode, in -> {
            throw new UnsupportedOperationException("a client reads no requests");
        });
    }

    static <R> Marshaller<R> ofReplies(MethodCodec<?, R> codec) {
        return new ValueMarshaller<>(
                reply -> {
                    throw new UnsupportedOperationException("a client writes no replies");
                },
                codec::decode);
    }

    @Override
    public InputStream stream(T value) {
        return MESSAGES.stream(encoder.apply(value));
    }

    @Override
    public T parse(InputStream stream) {
        try {
            CodedInputStream in = open(stream);
            T value = decoder.read(in);
            in.checkLastTagWas(0);
            return value;
        } catch (IOException e) {
            throw Status.INTERNAL
                    .withDescription("the reply is no message of this method: " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private static CodedInputStream open(InputStream stream) throws IOException {
        if (stream instanceof HasByteBuffer buffered && buffered.byteBufferSupported()) {
            ByteBuffer whole = buffered.getByteBuffer();
            if (whole != null && whole.remaining() == stream.available()) {
                return CodedInputStream.newInstance(whole);
            }
        }
        CodedInputStream in = CodedInputStream.newInstance(stream);
        // The transport has checked the message's size already.
        in.setSizeLimit(Integer.MAX_VALUE);
        return in;
    }

    private interface Reading<T> {
        T read(CodedInputStream in) throws IOException;
    }
}
