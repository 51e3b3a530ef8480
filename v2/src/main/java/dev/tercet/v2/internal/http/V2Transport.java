package dev.tercet.v2.internal.http;

import dev.tercet.connection.Endpoint;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.JdkHttpDoor;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The way to one endpoint, and to where it sends us on to.
 *
 * <p>Threads: any. Connections to where a redirect leads are kept for the next, and end with this.
 */
final class V2Transport implements Transport {
    /** A cluster has seven members, which may come back at other addresses; and a loop may have as many names as it likes. */
    private static final int MOST_OTHERS = 32;

    private static final WireFailure NO_STREAMS = new WireFailure(
            StatusCode.UNIMPLEMENTED,
            "v2 HTTP has no streams",
            Reach.NEVER_LEFT,
            new UnsupportedOperationException("v2 HTTP has no streams"));

    private final V2Dialect dialect;
    private final Endpoint endpoint;
    private final TransportSettings settings;
    private final HttpDoor door;
    /** Where redirects led, the one that was least lately gone to first. Its own monitor guards it. */
    private final Map<Endpoint, HttpDoor> others = new LinkedHashMap<>(16, 0.75f, true);

    private volatile boolean closed;

    V2Transport(V2Dialect dialect, Endpoint endpoint, TransportSettings settings) {
        this.dialect = dialect;
        this.endpoint = endpoint;
        this.settings = settings;
        this.door = open(endpoint);
    }

    private HttpDoor open(Endpoint where) {
        return JdkHttpDoor.open(where, settings, dialect.maxConnections(), dialect.proxies());
    }

    V2Dialect dialect() {
        return dialect;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * The way to an endpoint that a redirect may have led to. Of too many the one that was least lately gone to is given up, with what
     * may be under way there: a watch goes on elsewhere.
     */
    HttpDoor door(Endpoint where) {
        if (where.equals(endpoint)) {
            return door;
        }
        HttpDoor other;
        HttpDoor given = null;
        synchronized (others) {
            other = others.computeIfAbsent(where, this::open);
            if (others.size() > MOST_OTHERS) {
                given = others.remove(others.keySet().iterator().next());
            }
        }
        if (given != null) {
            given.close();
        }
        if (closed) {
            // It may have come too late to be closed with the rest.
            other.close();
        }
        return other;
    }

    @Override
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        @SuppressWarnings("unchecked") // All rows that get here are of V2Rpcs.
        Reply<V2Answer> taker = (Reply<V2Answer>) reply;
        boolean writes = rpc.kind() == Rpc.Kind.WRITE;
        int maxBody = Math.min(settings.maxInboundBytes(), context.maxReplyBytes());
        return V2Exchange.start(this, endpoint, (V2Ask) request, rpc.waits(), writes, maxBody, taker);
    }

    @Override
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        reply.onEnd(NO_STREAMS);
        return new WireStream() {
            @Override
            public void request(int messages) {
                // It has ended.
            }

            @Override
            public void requestProgress() {
                // It has ended.
            }

            @Override
            public void cancel() {
                // It has ended.
            }
        };
    }

    @Override
    public void close() {
        closed = true;
        door.close();
        List<HttpDoor> all;
        synchronized (others) {
            all = List.copyOf(others.values());
        }
        all.forEach(HttpDoor::close);
    }
}
