package dev.tercet.spi;

import java.util.function.Predicate;

/**
 * A row of the table of calls: one request, one reply.
 *
 * @param <Q> the request, a value of ours
 * @param <R> the reply, a value of ours
 * @param service the gRPC service, such as {@code etcdserverpb.KV}
 * @param method the gRPC method, such as {@code Put}
 * @param path the path below the JSON gateway's prefix, such as {@code /kv/put}
 * @param kind what may be done when the reply is lost
 * @param onlyReads says of one request whether it only reads after all, whatever the kind
 * @param local says of one request whether a member can answer it by itself, so that it needs no leader
 * @param waits whether the server answers only when something has happened, however long that takes
 * @since 0.1
 */
public record Rpc<Q, R>(
        String service,
        String method,
        String path,
        Kind kind,
        Predicate<Q> onlyReads,
        Predicate<Q> local,
        boolean waits) {
    /** What may be done when the reply is lost. */
    public enum Kind {
        /** Changes nothing: may be sent again. */
        READ,
        /** Changes something, but twice is as good as once: may be sent again. */
        IDEMPOTENT,
        /** Sent at most once, unless the caller allows more. */
        WRITE
    }

    /** A row. */
    public static <Q, R> Rpc<Q, R> of(String service, String method, String path, Kind kind) {
        return new Rpc<>(service, method, path, kind, q -> false, q -> false, false);
    }

    /** The same row, of which these requests only read. */
    Rpc<Q, R> onlyReading(Predicate<Q> which) {
        return new Rpc<>(service, method, path, kind, which, local, waits);
    }

    /** The same row, of which a member answers these requests by itself. */
    Rpc<Q, R> locally(Predicate<Q> which) {
        return new Rpc<>(service, method, path, kind, onlyReads, which, waits);
    }

    /** The same row, all of which a member answers by itself. */
    Rpc<Q, R> locally() {
        return locally(q -> true);
    }

    /** The same row, whose calls wait at the server. */
    Rpc<Q, R> waiting() {
        return new Rpc<>(service, method, path, kind, onlyReads, local, true);
    }

    /** Whether this request may be sent again when its reply was lost. */
    public boolean isRepeatable(Q request) {
        return kind != Kind.WRITE || onlyReads.test(request);
    }

    /** Whether this request changes nothing. */
    public boolean isRead(Q request) {
        return kind == Kind.READ || (kind == Kind.WRITE && onlyReads.test(request));
    }

    /** The full gRPC method name. */
    public String fullName() {
        return service + "/" + method;
    }
}
