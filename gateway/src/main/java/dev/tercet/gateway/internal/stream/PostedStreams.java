package dev.tercet.gateway.internal.stream;

import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.gateway.internal.http.HttpDoor;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireStream;
import java.util.function.LongSupplier;

/** Streams that are the answers to requests of their own: snapshots, observed elections, and watches where there are no websockets. */
public final class PostedStreams {
    /**
     * None yet.
     *
     * @param calls to find out whether a silent stream has missed something
     * @param clock nanoseconds, monotonic
     */
    public PostedStreams(
            HttpDoor door, Dialects dialects, SideCalls calls, TransportSettings settings, LongSupplier clock) {}

    /** As a stream of a transport; not for watches. */
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** As a stream of a transport. */
    public WireStream watch(WatchRpcs.Create create, CallContext context, StreamReply<WatchRpcs.Message> reply) {
        throw new UnsupportedOperationException("not built yet");
    }
}
