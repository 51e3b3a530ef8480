package dev.tercet.spi;

/**
 * A row of the table of streams: one request, many replies.
 *
 * @param <Q> the request, a value of ours
 * @param <R> a reply, a value of ours
 * @param service the gRPC service
 * @param method the gRPC method
 * @param path the path below the JSON gateway's prefix
 * @param answersAtOnce whether the first message comes as soon as the server has the request, so that silence means that it has not
 * @since 0.1
 */
@SuppressWarnings("UnusedTypeParameter") // They tie a stream's messages to its row.
public record StreamRpc<Q, R>(String service, String method, String path, boolean answersAtOnce) {
    /** The full gRPC method name. */
    public String fullName() {
        return service + "/" + method;
    }
}
