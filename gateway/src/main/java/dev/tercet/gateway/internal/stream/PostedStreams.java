package dev.tercet.gateway.internal.stream;

import dev.tercet.election.Leader;
import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.JsonCodec;
import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpDoor;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Streams that are the answers to requests of their own: snapshots, observed elections, and watches where there are no websockets. */
public final class PostedStreams {
    private final PostWay way;
    private final SideCalls calls;
    private final TransportSettings settings;
    private final StoreProbe probe;

    /**
     * None yet.
     *
     * @param calls to find out whether a silent stream has missed something
     * @param clock nanoseconds, monotonic
     */
    public PostedStreams(
            HttpDoor door, Dialects dialects, SideCalls calls, TransportSettings settings, LongSupplier clock) {
        this.way = new PostWay(door, dialects, settings.maxInboundBytes(), clock);
        this.calls = calls;
        this.settings = settings;
        this.probe = new StoreProbe(
                calls,
                clock,
                settings.keepAliveTime().toNanos() / 2,
                settings.keepAliveTimeout().toNanos());
    }

    /** As a stream of a transport; not for watches. */
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        JsonCodec<Q, R> codec = Codecs.of(rpc);
        byte[] body = JsonBodies.write(codec, request);
        PostedStream<R> stream = new PostedStream<>(
                self -> new PostedRequest<>(
                        way,
                        Codecs.enveloped(codec),
                        dialect -> dialect.lacks(rpc, request),
                        dialect -> new HttpAsk("POST", dialect.path(rpc), dialect.headers(context), body, true),
                        self),
                reply,
                check(rpc, request, context),
                settings,
                way.clock());
        stream.start();
        return stream;
    }

    /** How silence is understood: an election may have nothing to tell, a snapshot always has. */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // There is one of each row, and a row has the row's types.
    private <Q, R> @Nullable SilenceCheck<R> check(StreamRpc<Q, R> rpc, Q request, CallContext context) {
        if ((Object) rpc != ElectionRpcs.OBSERVE) {
            return null;
        }
        SilenceCheck<Leader> check = new LeaderCheck(calls, (ElectionRpcs.Ask) request, context);
        return (SilenceCheck<R>) check;
    }

    /** As a stream of a transport. */
    public WireStream watch(WatchRpcs.Create create, CallContext context, StreamReply<WatchRpcs.Message> reply) {
        PostedWatch watch = new PostedWatch(way, probe, settings, create, context, reply);
        watch.start();
        return watch;
    }
}
