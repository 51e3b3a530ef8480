package dev.tercet.gateway.internal.stream;

import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.WireCall;

/** Calls to the same endpoint, to find out whether a stream has something to say: without waiting for the turn of other calls. */
@FunctionalInterface
public interface SideCalls {
    /** As a call of a transport. */
    <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply);
}
