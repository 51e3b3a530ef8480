package dev.tercet.embedded.internal.front.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Takes requests off the wire as they are. Whether they are messages is found out by the calls, which can tell the client: a mistake
 * that is found here, gRPC takes for one of the server's.
 */
record Requests<Q extends Message>(Q prototype, boolean unary) implements MethodDescriptor.Marshaller<Received<Q>> {
    @Override
    public InputStream stream(Received<Q> request) {
        throw new UnsupportedOperationException("a server sends no requests");
    }

    @Override
    public Received<Q> parse(InputStream in) {
        try {
            return new Received<>(UnsafeByteOperations.unsafeWrap(in.readAllBytes()), prototype, unary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
