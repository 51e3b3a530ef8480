package dev.tercet.internal.endpoint;

import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireStream;

/** A way that nobody goes. */
final class NoWay implements Transport {
    @Override
    public <Q, R> WireCall call(Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply) {
        throw new AssertionError("nobody calls");
    }

    @Override
    public <Q, R> WireStream stream(StreamRpc<Q, R> rpc, Q request, CallContext context, StreamReply<R> reply) {
        throw new AssertionError("nobody calls");
    }

    @Override
    public void close() {}
}
