package dev.tercet.embedded.internal.front.http;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON gateway: finds the row of the table that a path means. */
final class Gateway {
    private static final String PREFIX = "/v3";
    private static final Set<String> ALIASES = Set.of("/kv/lease/revoke", "/kv/lease/timetolive", "/kv/lease/leases");

    private final Map<String, Method<?, ?>> byPath = new HashMap<>();
    private final HttpRoom room;

    Gateway(MethodTable table, HttpRoom room) {
        this.room = room;
        table.all().forEach(method -> byPath.put(method.path(), method));
        // Those that are served over gRPC only.
        byPath.remove("");
    }

    /** Whether a path is the gateway's. */
    static boolean owns(String path) {
        return path.startsWith(PREFIX + "/");
    }

    /** What serves a request of HTTP. */
    Exchange begin(String path, HttpMethod verb, HttpHeaders headers, Reply reply) {
        if (!verb.equals(HttpMethod.POST) && method(path) != null) {
            reply.refuse(new EtcdError(StatusCode.UNIMPLEMENTED, "Method Not Allowed"));
            return Answered.ALREADY;
        }
        return begin(path, headers, reply);
    }

    /** What serves a request. */
    Exchange begin(String path, HttpHeaders headers, Reply reply) {
        Method<?, ?> method = method(path);
        if (method == null) {
            reply.refuse(new EtcdError(StatusCode.NOT_FOUND, "Not Found"));
            return Answered.ALREADY;
        }
        try {
            Caller caller = HttpCallers.from(headers);
            Optional<Duration> timeout = HttpCallers.timeout(headers);
            return method instanceof Method.Unary<?, ?> unary
                    ? begin(unary, caller, timeout, reply)
                    : begin((Method.Stream<?, ?>) method, caller, timeout, reply);
        } catch (EtcdError e) {
            reply.refuse(e);
            return Answered.ALREADY;
        }
    }

    private <Q extends Message, R extends Message> Exchange begin(
            Method.Unary<Q, R> method, Caller caller, Optional<Duration> timeout, Reply reply) {
        UnaryExchange<Q, R> exchange = new UnaryExchange<>(method, caller, room, reply);
        exchange.begin(timeout);
        return exchange;
    }

    private <Q extends Message, R extends Message> Exchange begin(
            Method.Stream<Q, R> method, Caller caller, Optional<Duration> timeout, Reply reply) {
        StreamExchange<Q, R> exchange = new StreamExchange<>(method, caller, room, reply);
        exchange.begin(timeout);
        return exchange;
    }

    private @Nullable Method<?, ?> method(String address) {
        String path = address.substring(PREFIX.length());
        return byPath.get(ALIASES.contains(path) ? path.substring("/kv".length()) : path);
    }
}
