package dev.tercet.grpc.internal.call;

import dev.tercet.proto.codec.MethodCodec;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes our values to the wire and from it.
 *
 * <p>On the way out, the codec's stream is used, which knows its length and writes itself straight into the connection's
 * buffer. On the way in, the codec reads from the connection's buffers as it sees fit.
 *
 * @param <T> the value
 */
abstract class ValueMarshaller<T> implements Marshaller<T> {

    static <Q> Marshaller<Q> ofRequests(MethodCodec<Q, ?> codec) {
        return new Requests<>(codec);
    }

    static <R> Marshaller<R> ofReplies(MethodCodec<?, R> codec) {
        return new Replies<>(codec);
    }

    private static final class Requests<Q> extends ValueMarshaller<Q> {
        private final MethodCodec<Q, ?> codec;

        Requests(MethodCodec<Q, ?> codec) {
            this.codec = codec;
        }

        @Override
        public InputStream stream(Q request) {
            return codec.stream(request);
        }

        @Override
        public Q parse(InputStream stream) {
            throw new UnsupportedOperationException("a client reads no requests");
        }
    }

    private static final class Replies<R> extends ValueMarshaller<R> {
        private final MethodCodec<?, R> codec;

        Replies(MethodCodec<?, R> codec) {
            this.codec = codec;
        }

        @Override
        public InputStream stream(R reply) {
            throw new UnsupportedOperationException("a client writes no replies");
        }

        @Override
        public R parse(InputStream stream) {
            try {
                return codec.decode(stream);
            } catch (IOException e) {
                throw Status.INTERNAL
                        .withDescription("the reply is no message of this method: " + e.getMessage())
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }
}
