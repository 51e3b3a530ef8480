package dev.tercet.gateway.internal;

import dev.tercet.connection.Endpoint;
import dev.tercet.gateway.internal.call.Calls;
import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.lease.Renewals;
import dev.tercet.gateway.internal.stream.PostedStreams;
import dev.tercet.gateway.internal.watch.Watches;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.JdkHttpDoor;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireStream;
import java.util.function.LongSupplier;

/** The way to one endpoint, by requests of HTTP/1.1 and websockets. */
public final class HttpTransport implements Transport {
    private final HttpDoor door;
    private final Calls calls;
    private final Renewals renewals;
    private final PostedStreams streams;
    private final Watches watches;
    private final boolean webSockets;

    private HttpTransport(HttpDoor door, TransportSettings settings, boolean webSockets) {
        this.door = door;
        this.webSockets = webSockets;
        Dialects dialects = new Dialects(door, settings);
        this.calls = new Calls(door, dialects, settings);
        this.renewals = new Renewals(calls);
        LongSupplier clock = System::nanoTime;
        this.streams = new PostedStreams(door, dialects, calls::callBeside, settings, clock);
        this.watches = new Watches(
                door,
                dialects,
                streams::watch,
                (request, context, reply) -> calls.callBeside(KvRpcs.RANGE, request, context, reply),
                settings,
                clock);
    }

    /**
     * Connects to nothing yet.
     *
     * @throws IllegalStateException if there is no Jackson that could be used
     */
    public static Transport open(Endpoint endpoint, TransportSettings settings, GatewaySettings own) {
        requireJackson();
        HttpDoor door = JdkHttpDoor.open(endpoint, settings, own.maxConnections(), own.proxies());
        return new HttpTransport(door, settings, own.webSockets());
    }

    /** Now, and not when the first answer is there: on the I/O thread nobody would hear of it. */
    private static void requireJackson() {
        try {
            Codecs.of(KvRpcs.RANGE);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "the JSON gateway needs tools.jackson.core:jackson-core 3, which is not on the class path, or not in a"
                            + " version that can be used (com.fasterxml.jackson.core is Jackson 2): " + e,
                    e);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // There is one of each row, and every call asks.
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        if ((Object) rpc == LeaseRpcs.RENEW) {
            return renew(request, context, reply);
        }
        return calls.call(rpc, request, context, reply);
    }

    @SuppressWarnings("unchecked") // The row of renewals takes and gives what its declaration says.
    private <Q, R> WireCall renew(Q request, CallContext context, Reply<R> reply) {
        return renewals.renew((LeaseRpcs.Renew) request, context, (Reply<LeaseRenewal>) reply);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // As above.
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        if ((Object) rpc == WatchRpcs.WATCH) {
            return watch(request, context, reply);
        }
        return streams.stream(rpc, request, context, reply);
    }

    @SuppressWarnings("unchecked") // The row of watches takes creations and gives messages: see its declaration.
    private <Q, R> WireStream watch(Q request, CallContext context, StreamReply<R> reply) {
        WatchRpcs.Create create = (WatchRpcs.Create) request;
        StreamReply<WatchRpcs.Message> to = (StreamReply<WatchRpcs.Message>) reply;
        return webSockets ? watches.open(create, context, to) : streams.watch(create, context, to);
    }

    @Override
    public void close() {
        watches.close();
        door.close();
    }
}
