package dev.tercet.embedded.internal.rpc;

import com.google.protobuf.Message;

/**
 * A row of the table of what a server can do.
 *
 * @param <Q> the request, or what a client says on the stream
 * @param <R> the reply, or what it hears
 */
public sealed interface Method<Q extends Message, R extends Message> {
    /** The gRPC service, such as {@code etcdserverpb.KV}. */
    String service();

    /** The gRPC method, such as {@code Put}. */
    String name();

    /** The path below the JSON gateway's prefix, such as {@code /kv/put}; empty if it is not there. */
    String path();

    /** An empty request, from which others are read. */
    Q request();

    /** An empty reply. */
    R reply();

    /** The full gRPC method name. */
    default String fullName() {
        return service() + "/" + name();
    }

    /** One request, one reply. */
    record Unary<Q extends Message, R extends Message>(
            String service, String name, String path, Q request, R reply, Handler<Q, R> handler)
            implements Method<Q, R> {
        /** The same row, served by another handler. */
        public Unary<Q, R> servedBy(Handler<Q, R> other) {
            return new Unary<>(service, name, path, request, reply, other);
        }
    }

    /**
     * A stream.
     *
     * @param oneRequest whether the client says one thing only
     */
    record Stream<Q extends Message, R extends Message>(
            String service,
            String name,
            String path,
            Q request,
            R reply,
            boolean oneRequest,
            StreamHandler<Q, R> handler)
            implements Method<Q, R> {
        /** The same row, served by another handler. */
        public Stream<Q, R> servedBy(StreamHandler<Q, R> other) {
            return new Stream<>(service, name, path, request, reply, oneRequest, other);
        }
    }
}
