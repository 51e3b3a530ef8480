package dev.tercet.gateway.internal.call;

import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.http.HttpDoor;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireCall;

/**
 * The calls of one endpoint.
 *
 * @param door the way there
 * @param dialects how to speak there
 * @param settings how long to be patient, and the longest answer that is taken
 */
public record Calls(HttpDoor door, Dialects dialects, TransportSettings settings) {
    /** As a call of a transport. */
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        return rpc.waits()
                ? guarded(rpc, request, context, reply)
                : UnaryCall.start(this, rpc, request, context, reply, false);
    }

    private <Q, R> WireCall guarded(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        WaitingCall<R> call = new WaitingCall<>(door, settings, reply);
        call.begin(UnaryCall.start(this, rpc, request, context, call, true));
        return call;
    }

    /** The same without waiting for the turn of other calls. */
    public <Q, R> WireCall callBeside(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        return UnaryCall.start(this, rpc, request, context, reply, true);
    }
}
