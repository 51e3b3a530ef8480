package dev.tercet.gateway.internal;

import dev.tercet.connection.Endpoint;
import dev.tercet.gateway.internal.http.HttpDoor;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireStream;

/** The way to one endpoint, by requests of HTTP/1.1. */
public final class HttpTransport implements Transport {
    private final HttpDoor door;

    private HttpTransport(HttpDoor door) {
        this.door = door;
    }

    /** Connects to nothing yet. */
    public static Transport open(Endpoint endpoint, TransportSettings settings, GatewaySettings own) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() {
        door.close();
    }
}
